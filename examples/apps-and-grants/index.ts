import { App, Node, NodeMembers, Org, Perm, PermGrants, User } from "pulumi-identity";

const acme = new Org("acme", { name: "Acme" });
const department = (name: string, parent?: Node) =>
  new Node(name.toLowerCase(), { org: acme, kind: "department", name, ...(parent && { parent }) });
const engineering = department("Engineering");
const platform = department("Platform", engineering);

const person = (username: string, name: string) => new User(username, { username, name });
const grace = person("gracehopper", "Grace Hopper");
const mallory = person("mallory", "Mallory");
new NodeMembers("platform-people", { node: platform, users: [grace, mallory], mode: "exact" });

// People log in to CI with OAuth. A new text of `rotate` makes new credentials, and nothing else does.
const ci = new App("ci", {
  org: acme,
  name: "CI",
  homepage: "https://ci.acme.example",
  oauth: { redirectUris: ["https://ci.acme.example/callback"], rotate: "2026-11" },
});

// All of engineering may use it; the nodes below have what their parents have.
new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [engineering], mode: "exact" });

// To deploy with it is for one department, but for one of its people.
const deploy = new Perm("deploy", { scope: ci, name: "Deploy", description: "to production" });
new PermGrants("deployers", {
  perm: deploy,
  nodes: [platform],
  denyUsers: [mallory],
  mode: "exact",
});

export const clientId = ci.clientId;
export const clientSecret = ci.clientSecret;
