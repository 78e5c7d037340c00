import { plain, type Look, type Row } from "./row";

/** One list of people or nodes, of an owner of its own. */
interface ListRow {
  readonly kind: string;
  readonly property: string;
  /** The owner, as JavaScript that declares `owner`. */
  readonly owner: string;
  /** Which input names the owner, and what the list holds before and after the edit. */
  readonly of: string;
  readonly members: readonly [string, string];
  readonly live: (look: Look, owner: string) => Promise<string[]>;
  /** Puts somebody in by hand. */
  readonly drift: (look: Look, owner: string) => Promise<unknown>;
}

const row = (list: ListRow): Row => {
  const { kind, property, of, members } = list;
  const name = `${kind.toLowerCase()}-${property.toLowerCase()}`;
  const owner = (look: Look) => look.idOf(`${name}-owner`);
  return {
    ...{ kind, property, name, values: [`[${members[0]}]`, `[${members[1]}]`] },
    code: (value) => `{
      const owner = ${list.owner.replace("NAME", `${name}-owner`)};
      new ${kind}("${name}", { ${of}: owner, ${property}: ${value}, mode: "exact" });
    }`,
    live: async (look) => plain(await list.live(look, owner(look))),
    held: ({ idOf }) => [[idOf(members[0])], [idOf(members[1])]],
    drift: (look) => list.drift(look, owner(look)),
  };
};

const STRANGER = "cydcharisse";

const grants = (property: string, status: 1 | -1): Row => {
  const ofNodes = property.toLowerCase().endsWith("nodes");
  return row({
    ...{ kind: "PermGrants", property, of: "perm" },
    owner: `new Perm("NAME", { scope: ci, name: "Listed ${property}" })`,
    members: ofNodes ? ["room", "hall"] : ["ada", "bob"],
    live: ({ server }, perm) => server.owners(perm, status),
    drift: ({ server, idOf }, perm) => {
      const changed = [{ uid: ofNodes ? idOf("room") : STRANGER, status }];
      const body = ofNodes ? { node_perm_status: changed } : { user_perm_status: changed };
      return server.ask("PATCH", `perm/${perm}/owner/`, body);
    },
  });
};

/** All lists. */
export const lists: Row[] = [
  row({
    ...{ kind: "NodeMembers", property: "users", of: "node", members: ["ada", "bob"] },
    owner: 'new Node("NAME", { org: acme, kind: "role", name: "Listed" })',
    live: ({ server }, node) => server.members(node),
    drift: ({ server }, node) =>
      server.ask("PATCH", `node/${node}/user/`, { subject: "add", user_uids: [STRANGER] }),
  }),
  row({
    ...{ kind: "OrgMembers", property: "users", of: "org", members: ["ada", "bob"] },
    owner: 'new Org("NAME", { name: "Listed" })',
    live: async ({ server }, org) => {
      const { results } = await server.get<{ results: { username: string }[] }>(`org/${org}/user/`);
      return results.map(({ username }) => username).filter((one) => one !== "admin");
    },
    drift: ({ server }, org) =>
      server.ask("PATCH", `org/${org}/user/`, { subject: "add", usernames: [STRANGER] }),
  }),
  grants("users", 1),
  grants("nodes", 1),
  grants("denyUsers", -1),
  grants("denyNodes", -1),
];
