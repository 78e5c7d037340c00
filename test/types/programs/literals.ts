/** Words of which only some are known. */
import type * as pulumi from "@pulumi/pulumi";
import { Node, NodeMembers, Org, User, nodeKinds, type NodeKind } from "../../../provider";

const acme = new Org("acme", { name: "Acme", adopt: "only" });
declare const kind: pulumi.Output<NodeKind>;
const group = { org: acme, kind: "group", name: "Chess" } as const;

for (const each of nodeKinds) new Node(`a-${each}`, { org: acme, kind: each, name: "Chess" });
new Node("later", { org: acme, kind, name: "Chess" });
// @ts-expect-error no such kind
new Node("kind", { org: acme, kind: "team", name: "Chess" });
// @ts-expect-error no such kind
acme.root("team");
// @ts-expect-error no such way to adopt
new Node("adopt", { ...group, adopt: "always" });
// @ts-expect-error a word, not a flag
new Org("adopt", { name: "Acme", adopt: true });

new User("gender", { username: "adalovelace", gender: "female", onRemove: "suspend" });
// @ts-expect-error genders are written out
new User("unknown-gender", { username: "adalovelace", gender: "f" });
// @ts-expect-error no such way to go
new User("unknown-removal", { username: "adalovelace", onRemove: "forget" });
// @ts-expect-error no such way to adopt
new User("unknown-adoption", { username: "adalovelace", adopt: "force" });

const list = { node: "d_sales", users: [] };
new NodeMembers("mode", { ...list, mode: "observe", removalLimit: "25%", adopt: "ifExists" });
new NodeMembers("limit", { ...list, mode: "exact", removalLimit: 3, adopt: "never" });
// @ts-expect-error no such mode
new NodeMembers("unknown-mode", { ...list, mode: "strict" });
// @ts-expect-error a number, or a percentage
new NodeMembers("unknown-limit", { ...list, removalLimit: "a quarter" });
// @ts-expect-error a list can't be adopted without being there
new NodeMembers("unknown-adoption", { ...list, adopt: "only" });
