/** What may stand where another resource is named. */
import * as pulumi from "@pulumi/pulumi";
import { Node, NodeMembers, Org, User, type NodeRef, type UserRef } from "../../../provider";

const acme = new Org("acme", { name: "Acme" });
const sales = new Node("sales", { org: acme, kind: "department", name: "Sales" });
const ada = new User("ada", { username: "adalovelace" });
declare const known: string;
declare const later: Promise<string>;
declare const computed: pulumi.Output<string>;

const asOrg = { kind: "department", name: "Tools" } as const;
new Node("by-resource", { ...asOrg, org: acme });
new Node("by-id", { ...asOrg, org: known });
new Node("by-output-of-the-id", { ...asOrg, org: acme.id });
new Node("by-promise", { ...asOrg, org: later });
new Node("by-output", { ...asOrg, org: computed });

const below = { org: acme, kind: "department", name: "Tools" } as const;
new Node("below-resource", { ...below, parent: sales });
new Node("below-id", { ...below, parent: "d_sales" });
new Node("below-output", { ...below, parent: computed });
new Node("below-root", { ...below, parent: acme.root("department") });
new Node("below-nothing-declared", below);

new NodeMembers("by-resource", { node: sales, users: [ada] });
new NodeMembers("by-username", { node: "d_sales", users: ["adalovelace"] });
new NodeMembers("by-output", { node: computed, users: [computed, later] });
new NodeMembers("of-root", { node: acme.root("department"), users: [] });
new NodeMembers("mixed", { node: sales, users: [ada, "grace", ada.username, computed, later] });
new NodeMembers("all-later", { node: sales, users: pulumi.output(["ada", "grace"]) });
new NodeMembers("all-of-ids", { node: sales, users: pulumi.all([ada.id, computed]) });
new NodeMembers("all-of-users", { node: sales, users: pulumi.output([ada, ada]) });
new NodeMembers("all-mixed", { node: sales, users: pulumi.output([ada, "grace"]) });
new NodeMembers("all-promised", { node: sales, users: Promise.resolve(["ada"]) });

const parents: NodeRef[] = [sales, "d_sales", computed, acme.root("department")];
const people: UserRef[] = [ada, "adalovelace", computed];
parents.map((parent, index) => new Node(`below-${index}`, { ...below, parent }));
new NodeMembers("listed", { node: sales, users: people });
