import { fieldRows, type Look, type Row } from "./row";

const ids =
  (...names: [string, string]) =>
  ({ idOf }: Look) =>
    names.map(idOf) as [string, string];
const lists =
  (...names: [string, string]) =>
  ({ idOf }: Look): [unknown, unknown] => [[idOf(names[0])], [idOf(names[1])]];

const orgs = fieldRows(
  {
    kind: "Org",
    code: (name, inputs) => `new Org("${name}", { ${inputs} });`,
    path: ({ idOf }, name) => `org/${idOf(name)}/`,
  },
  [
    {
      property: "name",
      values: ['"Before"', '"后"'],
      field: "name",
      held: ["Before", "后"],
      drift: "Theirs",
    },
  ],
);

const node = (kind: string) => ({
  kind: "Node",
  code: (name: string, inputs: string) =>
    `new Node("${name}", { org: acme, kind: "${kind}", name: "${name}", ${inputs} });`,
  path: ({ idOf }: Look, name: string) => `node/${idOf(name)}/`,
});
const nodes = [
  ...fieldRows(node("department"), [
    {
      property: "name",
      values: ['"Lab"', '"实验室"'],
      field: "name",
      held: ["Lab", "实验室"],
      drift: "Kitchen",
    },
    {
      property: "description",
      values: ['"one"', "null"],
      field: "remark",
      held: ["one", ""],
      drift: "theirs",
    },
    {
      property: "visibility",
      values: ['"members"', '"nobody"'],
      field: "visibility",
      held: [2, 5],
      drift: 1,
    },
    {
      property: "visibleToNodes",
      values: ["[room]", "[hall]"],
      field: "node_scope",
      held: lists("room", "hall"),
      drift: [],
    },
    {
      property: "visibleToUsers",
      values: ["[ada]", "[bob]"],
      field: "user_scope",
      held: lists("ada", "bob"),
      drift: ["cydcharisse"],
    },
  ]),
  ...fieldRows(node("role"), [
    {
      property: "acceptsMembers",
      values: ["true", "false"],
      field: "accept_user",
      held: [true, false],
      drift: true,
    },
  ]),
];
const moved: Row = {
  ...{ kind: "Node", property: "parent", name: "node-parent", values: ["room", "hall"] },
  code: (value) => node("department").code("node-parent", `parent: ${value}`),
  live: async ({ server, idOf }) => (await server.node(idOf("node-parent"))).parent_node_uid,
  held: ids("room", "hall"),
  drift: ({ server, idOf }) =>
    server.ask("PATCH", `node/${idOf("room")}/node/`, {
      subject: "add",
      node_uids: [idOf("node-parent")],
    }),
};

const MANAGED = 'nodes: [room], users: [ada], apps: [ci], perms: [deploy], scope: "named"';
const managers = fieldRows(
  {
    kind: "Node",
    code: (name, inputs) =>
      `new Node("${name}", { org: acme, kind: "manager", name: "${name}", ${inputs} });`,
    path: ({ idOf }, name) => `node/${idOf(name)}/`,
    fieldsOf: ({ manager_group: group }) => {
      const { nodes, users, apps, perms, scope_subject } = group as Record<string, unknown>;
      return { manager_group: [nodes, users, apps, perms, scope_subject].join(" ") };
    },
  },
  [
    {
      property: "managerGroup",
      values: [
        `{ ${MANAGED} }`,
        '{ nodes: [hall], users: [bob], apps: [wiki], perms: [], scope: "own" }',
      ],
      field: "manager_group",
      held: ({ idOf }) => [
        `${idOf("room")} adalovelace ${idOf("ci")} ${idOf("deploy")} 2`,
        `${idOf("hall")} bobbyfischer ${idOf("wiki")}  1`,
      ],
      drift: { users: ["cydcharisse"] },
    },
  ],
);

/** Of orgs and nodes. */
export const orgsAndNodes: Row[] = [...orgs, ...nodes, moved, ...managers];
