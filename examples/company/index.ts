import { RandomPassword } from "@pulumi/random";
import { Node, NodeMembers, Org, User } from "pulumi-identity";
import { departments, groups, people, type Department } from "./company";

const acme = new Org("acme", { name: "Acme" });

const users: Record<string, User> = {};
for (const [username, name] of Object.entries(people)) {
  const password = new RandomPassword(username, { length: 20 });
  users[username] = new User(username, {
    username,
    name,
    email: `${username}@acme.example`,
    initialPassword: password.result,
  });
}

function declare({ key, name, people = [], departments = [] }: Department, parent?: Node): void {
  const node = new Node(key, {
    org: acme,
    kind: "department",
    name,
    parent: parent ?? acme.root("department"),
  });
  declareMembers(key, node, people);
  for (const below of departments) declare(below, node);
}

function declareMembers(key: string, node: Node, people: readonly string[]): void {
  if (people.length === 0) return;
  const members = people.map((username) => users[username]);
  new NodeMembers(`${key}-people`, { node, users: members, mode: "exact" });
}

for (const department of departments) declare(department);
for (const { key, kind, name, people } of groups) {
  declareMembers(key, new Node(key, { org: acme, kind, name }), people);
}

export const org = acme.id;
