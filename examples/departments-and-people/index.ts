import { RandomPassword } from "@pulumi/random";
import { Node, NodeMembers, Org, User } from "pulumi-identity";

const acme = new Org("acme", { name: "Acme" });
const engineering = new Node("engineering", { org: acme, kind: "department", name: "Engineering" });

// Another `parent` moves a department with all below it; another `name` renames it. Both are updates.
const platform = new Node("platform", {
  org: acme,
  kind: "department",
  parent: engineering,
  name: "Platform",
});
const shanghai = new Node("shanghai", { org: acme, kind: "department", name: "上海分公司" });

const ada = person("adalovelace", "Ada Lovelace");
const grace = person("gracehopper", "Grace Hopper");
const wang = person("wangxuan", "王选");

// These and nobody else; whom an apply takes out, its preview has named.
new NodeMembers("platform-people", { node: platform, users: [ada, grace], mode: "exact" });
// These at least, in this order; whom somebody else adds may stay.
new NodeMembers("shanghai-people", { node: shanghai, users: [wang, ada], ordered: true });

/** Somebody whose first password is made here, and who must change it when they log in. */
function person(username: string, name: string): User {
  const { result: initialPassword } = new RandomPassword(username, { length: 20 });
  const email = `${username}@acme.example`;
  return new User(username, { username, name, email, initialPassword, requirePasswordReset: true });
}
