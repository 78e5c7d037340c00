/** What a resource gives to the rest of the program. */
import type * as pulumi from "@pulumi/pulumi";
import { Node, NodeMembers, Org, User, type MemberMap, type NodeKind } from "../../../provider";

const acme = new Org("acme", { name: "Acme" });
const sales = new Node("sales", { org: acme, kind: "department", name: "Sales" });
const ada = new User("ada", { username: "adalovelace" });
const people = new NodeMembers("sales-people", { node: sales, users: [ada] });

export const ids: pulumi.Output<string>[] = [acme.id, sales.id, ada.id, people.id];
export const texts: pulumi.Output<string>[] = [
  ...[acme.owner, acme.tenant, acme.root("role")],
  ...[sales.org, sales.uid, sales.parentUid, ada.username, ada.userId, people.node],
];
export const kind: pulumi.Output<NodeKind> = sales.kind;
export const members: pulumi.Output<MemberMap> = people.users;
export const unmanaged: pulumi.Output<string[]> = people.unmanaged;

// @ts-expect-error passwords are never given back
void ada.initialPassword;
// @ts-expect-error nor can an output be written
acme.owner = sales.id;
