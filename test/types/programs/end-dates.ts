/** Entries of lists that end. */
import * as pulumi from "@pulumi/pulumi";
import {
  Node,
  NodeMembers,
  Org,
  OrgMembers,
  OrgTree,
  PermGrants,
  User,
  type MemberMap,
  type NodeEntry,
  type UserEntry,
} from "../../../provider";

const acme = new Org("acme", { name: "Acme" });
const sales = new Node("sales", { org: acme, kind: "department", name: "Sales" });
const ada = new User("ada", { username: "adalovelace" });
declare const computed: pulumi.Output<string>;
declare const later: Promise<string>;
const until = "2026-12-31";

new NodeMembers("mixed", { node: sales, users: [ada, "grace", { user: ada, until }] });
new NodeMembers("by-text", { node: sales, users: [{ user: "ada", until: computed }] });
new NodeMembers("by-output", { node: sales, users: [{ user: computed, until: later }] });
new NodeMembers("all-later", {
  node: sales,
  users: pulumi.output([{ user: "ada", until }, "bob"]),
});
new OrgMembers("org", { org: acme, users: [{ user: ada, until: "2026-12-31T18:00:00+08:00" }] });
new PermGrants("grants", {
  perm: "p",
  users: [{ user: ada, until }],
  nodes: [sales, { node: sales, until }, { node: acme.root("department"), until }],
  denyUsers: [{ user: "eve", until }],
  denyNodes: [{ node: "d_lab", until }],
});

const people: UserEntry[] = [ada, "bob", { user: ada.username, until }];
const nodes: NodeEntry[] = [sales, "d_lab", { node: sales.id, until }];
new PermGrants("listed", { perm: "p", users: people, nodes });
const seen: MemberMap = {
  ada: "until 2026-12-31",
  bob: "member",
  eve: 1,
  kim: "2, until 2026-12-31",
};
void seen;

// @ts-expect-error an end date is a text
new NodeMembers("a-date", { node: sales, users: [{ user: ada, until: new Date() }] });
// @ts-expect-error without an end date the user stands alone
new NodeMembers("no-end", { node: sales, users: [{ user: ada }] });
// @ts-expect-error a list of people has no nodes
new NodeMembers("a-node", { node: sales, users: [{ node: sales, until }] });
// @ts-expect-error a node is no user
new NodeMembers("a-node-as-user", { node: sales, users: [{ user: sales, until }] });
// @ts-expect-error a list of nodes has no people
new PermGrants("a-user", { perm: "p", nodes: [{ user: ada, until }] });
// @ts-expect-error who sees a node has no end date
new Node("seen", { org: acme, kind: "role", name: "R", visibleToUsers: [{ user: ada, until }] });

const ends = [{ person: "adalovelace", until }, "grace"];
new OrgTree("tree", { tree: { name: "Acme", roles: [{ name: "R", people: ends }] } });
const user = "adalovelace";
// @ts-expect-error an entry of a tree names a person by key
new OrgTree("user", { tree: { name: "A", roles: [{ name: "R", people: [{ user, until }] }] } });
