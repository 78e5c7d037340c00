import { Node, NodeMembers, Org, User } from "pulumi-identity";

// Acme is there already, made by hand. "only" takes it over or fails, and never makes a second one.
// Whatever is not declared stays as it is; and when this program goes, Acme stays.
const stays = { retainOnDelete: true };
const acme = new Org("acme", { name: "Acme", adopt: "only" }, stays);

// A node is found by its uid: the id d_engineering without the prefix. Its name becomes what is declared.
const engineering = new Node(
  "engineering",
  { org: acme, kind: "department", uid: "engineering", name: "Engineering", adopt: "only" },
  stays,
);

// A person is found by the username, and never taken over if the mail address is another's. Adopting
// touches no password.
const ada = new User("ada", {
  username: "adalovelace",
  name: "Ada Lovelace",
  email: "ada@acme.example",
  adopt: "ifExists",
  onRemove: "keep",
});

// Who is in it already stays in it: an additive list names whom it needs.
const engineers = new NodeMembers("engineers", { node: engineering, users: [ada] });

export const notDeclared = engineers.unmanaged;
