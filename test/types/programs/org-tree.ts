/** What an OrgTree takes, and what it gives. */
import { Node, OrgTree, User, type Tree } from "../../../provider";

const people = [{ key: "ada", username: "adalovelace", email: null }] as const;
const departments = [{ name: "Engineering", people: ["ada"], departments: [] }] as const;
const tree: Tree = { name: "Acme", departments, roles: undefined, people };
const grace = new User("grace", { username: "gracehopper" });

const acme = new OrgTree("acme", { tree, mode: "exact", users: { grace, linus: "linustorvalds" } });
new OrgTree("acme", { file: "org.yaml", initialPassword: { adalovelace: "Enchantress-1" } });
new OrgTree("acme", { file: "org.yaml", initialPassword: ({ username }) => `${username}-1` });
const parent = acme.nodes.engineering ?? acme.org.root("department");
new Node("lab", { org: acme.org, kind: "department", parent, name: "Lab" });

// @ts-expect-error a literal or a file
new OrgTree("acme", {});
// @ts-expect-error not both
new OrgTree("acme", { tree, file: "org.yaml" });
// @ts-expect-error the name is required
new OrgTree("acme", { tree: { departments: [] } });
// @ts-expect-error it is departments
new OrgTree("acme", { tree: { name: "Acme", department: [] } });
// @ts-expect-error people are named by key
new OrgTree("acme", { tree: { name: "Acme", roles: [{ name: "R", people: [{ key: "ada" }] }] } });
// @ts-expect-error a department always takes people
new OrgTree("acme", { tree: { name: "A", departments: [{ name: "D", acceptsMembers: false }] } });
// @ts-expect-error a password is the program's, not the tree's
new OrgTree("acme", { tree: { name: "A", people: [{ key: "ada", initialPassword: "x" }] } });
// @ts-expect-error no such mode
new OrgTree("acme", { tree, mode: "strict" });
