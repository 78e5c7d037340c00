import type { Look } from "./row";

/** One of every kind, which somebody else deletes; what it needs stays. */
export const VICTIMS = `
  const gone = new Org("gone-org", { name: "Gone" });
  new OrgMembers("gone-people", { org: gone, users: [ada] });
  const goneNode = new Node("gone-node", { org: acme, kind: "department", name: "Gone" });
  new Node("gone-child", { org: acme, kind: "department", name: "Below", parent: goneNode });
  new NodeMembers("gone-members", { node: goneNode, users: [bob], mode: "exact" });
  new User("gone-user", { username: "goneuser", name: "Gone" });
  new OrgMember("gone-member", { org: acme, user: cyd, position: "Gone" });
  const goneApp = new App("gone-app", { org: acme, name: "Gone", uid: "gone" });
  const gonePerm = new Perm("gone-perm", { scope: goneApp, name: "Gone" });
  new PermGrants("gone-grants", { perm: gonePerm, users: [bob], nodes: [goneNode] });
`;

export const victims = [
  ...["gone-org", "gone-people", "gone-node", "gone-child", "gone-members"],
  ...["gone-user", "gone-member", "gone-app", "gone-perm", "gone-grants"],
];

/** Deletes them all behind the program's back; the app takes its perm and the grants along. */
export async function remove({ server, idOf }: Look): Promise<void> {
  const node = `node/${idOf("gone-node")}/`;
  await server.ask("PATCH", `${node}user/`, { subject: "override", user_uids: [] });
  const leave = { subject: "delete", usernames: ["cydcharisse"] };
  await server.ask("PATCH", `org/${idOf("acme")}/user/`, leave);
  const below = `node/${idOf("gone-child")}/`;
  const paths = [below, node, `org/${idOf("gone-org")}/`, "user/goneuser/", "org/any/app/gone/"];
  for (const path of paths) {
    const { status } = await server.ask("DELETE", path);
    if (status !== 204) throw new Error(`DELETE ${path} answered ${status}`);
  }
}

/** Makes others under the keys of those whom the server tells apart by a number. */
export async function remake({ server, idOf }: Look): Promise<void> {
  const acme = idOf("acme");
  const { dept_uid } = await server.get<{ dept_uid: string }>(`org/${acme}/`);
  const uid = idOf("gone-node").slice(2);
  await server.ask("POST", `node/d_${dept_uid}/node/`, { uid, name: "Theirs" });
  await server.ask("POST", "user/", { user: { username: "goneuser", name: "Theirs" } });
  await server.ask("POST", `org/${acme}/app/`, { uid: "gone", name: "Theirs" });
  await server.ask("POST", "perm/", { scope: idOf("gone-app"), name: "Gone" });
}

/** Deletes those others again. */
export async function unmake({ server, idOf }: Look): Promise<void> {
  for (const path of [`node/${idOf("gone-node")}/`, "user/goneuser/", "org/any/app/gone/"]) {
    await server.ask("DELETE", path);
  }
}
