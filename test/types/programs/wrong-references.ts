/** What may not stand where another resource is named. */
import * as pulumi from "@pulumi/pulumi";
import { Connection, Node, NodeMembers, Org, User } from "../../../provider";

const acme = new Org("acme", { name: "Acme" });
const sales = new Node("sales", { org: acme, kind: "department", name: "Sales" });
const ada = new User("ada", { username: "adalovelace" });
const people = new NodeMembers("sales-people", { node: sales, users: [ada] });
const eu = new Connection("eu", { url: "https://eu.acme.example" });
declare const count: pulumi.Output<number>;
const named = { kind: "department", name: "Tools" } as const;

// @ts-expect-error a node is no org
new Node("node-for-org", { ...named, org: sales });
// @ts-expect-error a user is no org
new Node("user-for-org", { ...named, org: ada });
// @ts-expect-error a connection is no org
new Node("connection-for-org", { ...named, org: eu });
// @ts-expect-error nothing else than text is an id
new Node("number-for-org", { ...named, org: count });

// @ts-expect-error an org is no node: its root is, org.root("department")
new Node("org-for-parent", { ...named, org: acme, parent: acme });
// @ts-expect-error a user is no node
new Node("user-for-parent", { ...named, org: acme, parent: ada });
// @ts-expect-error a list of members is no node
new Node("members-for-parent", { ...named, org: acme, parent: people });

// @ts-expect-error a user is no node
new NodeMembers("user-for-node", { node: ada, users: [] });
// @ts-expect-error an org is no node
new NodeMembers("org-for-node", { node: acme, users: [] });
// @ts-expect-error a node is no user
new NodeMembers("node-for-user", { node: sales, users: [sales] });
// @ts-expect-error nor beside one
new NodeMembers("node-beside-user", { node: sales, users: [ada, "grace", sales] });
// @ts-expect-error nor in a list that only the apply knows
new NodeMembers("node-for-user-later", { node: sales, users: pulumi.output([sales]) });
// @ts-expect-error one user is no list
new NodeMembers("user-for-users", { node: sales, users: ada });
// @ts-expect-error a number is no username
new NodeMembers("number-for-user", { node: sales, users: [1] });
