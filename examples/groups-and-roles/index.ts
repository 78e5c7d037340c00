import { Node, NodeMembers, Org, User } from "pulumi-identity";

const acme = new Org("acme", { name: "Acme" });
const ada = new User("ada", { username: "adalovelace", name: "Ada Lovelace" });
const wang = new User("wang", { username: "wangxuan", name: "王选" });

// What people have in common, wherever they work. Groups can be below groups; this one only holds others.
const guilds = new Node("guilds", {
  org: acme,
  kind: "group",
  name: "Guilds",
  acceptsMembers: false,
});
const go = new Node("go", { org: acme, kind: "group", parent: guilds, name: "Go 语言兴趣组" });
new NodeMembers("go-people", { node: go, users: [ada, wang] });

// What people do: exact, so that nobody is on call whom this program does not name.
const onCall = new Node("on-call", { org: acme, kind: "role", name: "On call" });
new NodeMembers("on-call-people", { node: onCall, users: [wang], mode: "exact" });

// What is true of people: somebody else says of whom, and the program only looks.
const remote = new Node("remote", { org: acme, kind: "label", name: "Remote" });
const remotePeople = new NodeMembers("remote-people", { node: remote, users: [], mode: "observe" });

export const worksRemotely = remotePeople.unmanaged;
