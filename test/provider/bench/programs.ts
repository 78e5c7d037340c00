/** How many of each kind are declared beside the one org. */
export interface Mix {
  readonly nodes: number;
  readonly users: number;
  readonly members: number;
}

/** The mix that a refresh is measured with: half nodes, three in ten people, the rest memberships. */
export function mixOf(objects: number): Mix {
  const nodes = Math.round(objects * 0.5);
  const users = Math.round(objects * 0.3);
  return { nodes, users, members: objects - nodes - users };
}

/** Declares the mix in a tree of ten below each, by the constructors in scope. */
export const declare = ({ nodes, users, members }: Mix, adopt = "never"): string => `
  const org = new Org("bench", { name: "Bench", adopt: "${adopt}" });
  const nodes = [], users = [];
  for (let i = 0; i < ${nodes}; i++) {
    const place = i < 10 ? {} : { parent: nodes[Math.floor(i / 10)] };
    nodes.push(new Node("n" + i, { org, kind: "department", name: "N " + i, ...place }));
  }
  for (let i = 0; i < ${users}; i++) {
    users.push(new User("u" + i, { username: "user" + i, name: "U " + i }));
  }
  for (let i = 0; i < ${members}; i++) {
    new NodeMembers("m" + i, { node: nodes[i % nodes.length], users: [users[i % users.length]] });
  }
`;

/** The program as a user writes it. */
export const ours = (mix: Mix): string => declare(mix);

/** So many nodes, as {@link ours} has them, in YAML through the plugin. */
export function yamlOf(nodes: number): object {
  const nodeOf = (index: number): [string, object] => {
    const parent = index < 10 ? {} : { parent: `\${n${Math.floor(index / 10)}.id}` };
    const properties = { org: "${bench.id}", kind: "department", name: `N ${index}`, ...parent };
    return [`n${index}`, { type: "identity:Node", properties }];
  };
  return {
    ...{ name: "bench", runtime: "yaml" },
    plugins: { providers: [{ name: "identity", path: "node_modules/.bin" }] },
    resources: {
      bench: { type: "identity:Org", properties: { name: "Bench" } },
      ...Object.fromEntries(Array.from({ length: nodes }, (_, index) => nodeOf(index))),
    },
  };
}

/**
 * The same program over dynamic resources that do nothing: what the engine itself takes. Their
 * provider's text is as short as ours, so that states are of one size.
 */
export const floor = (mix: Mix): string => doingNothing(declare(mix));

/** A program over such resources. */
export const doingNothing = (program: string): string => `
  const ids = (value) =>
    Array.isArray(value) ? value.map(ids) : value instanceof pulumi.CustomResource ? value.id : value;
  const text = "exports.handler=()=>({create:async(i)=>({id:i.logicalName,outs:i}),read:async(id,props)=>({id,props})})";
  const kind = (type) => class extends pulumi.CustomResource {
    constructor(logicalName, args) {
      const props = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, ids(value)]));
      super("pulumi-nodejs:dynamic/bench:" + type, logicalName, { ...props, logicalName, __provider: text });
    }
  };
  const [Org, Node, User, NodeMembers, Perm, PermGrants] =
    ["Org", "Node", "User", "NodeMembers", "Perm", "PermGrants"].map(kind);
  ${program}
`;
