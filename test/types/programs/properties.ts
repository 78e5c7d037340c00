/** What must be declared, what may be cleared, and names that are none. */
import { Connection, Node, NodeMembers, Org, User } from "../../../provider";

// @ts-expect-error name is required
new Org("org", {});
// @ts-expect-error name is required
new Node("node", { org: "an-oid", kind: "group" });
// @ts-expect-error kind is required
new Node("node", { org: "an-oid", name: "Chess" });
// @ts-expect-error org is required
new Node("node", { kind: "group", name: "Chess" });
// @ts-expect-error username is required
new User("user", { name: "Ada" });
// @ts-expect-error users is required: [] is nobody
new NodeMembers("members", { node: "d_sales" });
// @ts-expect-error node is required
new NodeMembers("members", { users: [] });
// @ts-expect-error url is required
new Connection("eu", { username: "iac" });
// @ts-expect-error the arguments are required
new Org("org");

new User("user", { username: "ada", name: null, email: null, phone: null, avatar: null });
new User("user", { username: "ada", nickname: null });
new Node("node", { org: "an-oid", kind: "group", name: "Chess", description: null });
// @ts-expect-error a name can't be cleared
new Node("node", { org: "an-oid", kind: "group", name: null });
// @ts-expect-error nor a password
new User("user", { username: "ada", password: null });

// @ts-expect-error it is forceDestroy
new Org("org", { name: "Acme", forceDelete: true });
// @ts-expect-error it is parent; parentUid is an output
new Node("node", { org: "an-oid", kind: "group", name: "Chess", parentUid: "g_root" });
// @ts-expect-error it is username
new User("user", { userName: "ada" });
// @ts-expect-error it is initialPassword
new User("user", { username: "ada", initalPassword: "Enchantress-1" });
// @ts-expect-error it is users
new NodeMembers("members", { node: "d_sales", members: [] });
// @ts-expect-error it is username
new Connection("eu", { url: "https://eu.acme.example", user: "iac" });
