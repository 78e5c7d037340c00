// The program of a recorded state: every kind of resource, and names in Chinese.
const { App, Node, NodeMembers, Org, OrgMember, OrgMembers } = require("pulumi-identity");
const { Perm, PermGrants, User } = require("pulumi-identity");

const acme = new Org("acme", { name: "Acme 公司" });
const research = new Node("research", {
  org: acme,
  kind: "department",
  name: "研发部",
  description: "第一",
});
const lab = new Node("lab", {
  org: acme,
  kind: "department",
  name: "Lab",
  parent: research,
  visibility: "members",
});
const leads = new Node("leads", { org: acme, kind: "role", name: "Team leads" });
new Node("guild", { org: acme, kind: "group", name: "兴趣组", parent: acme.root("group") });

const ada = new User("ada", {
  username: "adalovelace",
  name: "Ada Lovelace",
  email: "ada@acme.example",
  gender: "female",
  password: "recorded-password-1",
});
const wang = new User("wang", {
  username: "wangxuan",
  name: "王选",
  initialPassword: "recorded-2",
});
new NodeMembers("lab-people", { node: lab, users: [wang, ada], mode: "exact", ordered: true });
new NodeMembers("leads-people", { node: leads, users: [ada] });
new OrgMembers("everybody", { org: acme, users: [ada, wang] });
new OrgMember("ada-at-acme", {
  org: acme,
  user: ada,
  position: "Analyst",
  hireDate: "2026-03-01",
});

const wiki = new App("wiki", {
  org: acme,
  name: "维基",
  oauth: { redirectUris: ["https://wiki.acme.example/callback"] },
});
const edit = new Perm("edit", { scope: wiki, name: "Edit", description: "pages" });
new PermGrants("editors", { perm: edit, nodes: [lab], denyUsers: [wang], mode: "exact" });
new PermGrants("readers", { perm: wiki.accessPerm, nodes: [research] });
