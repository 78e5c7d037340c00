import type { Seed } from "../../../../emulator/seed/format";
import type { Values } from "../../../../provider/engine/kind";
import type { KindName } from "../../../../provider/kinds";
import type { StackResource } from "../../../../cli/stack/stack-resource";

/** How much there is of each; the lists are of two people each. */
export interface Size {
  readonly nodes: number;
  readonly users: number;
  readonly lists: number;
  /** Nodes that nobody declares. */
  readonly unmanaged: number;
}

/** Departments in tens, ten below each. */
const PER_NODE = 10;

/** An org of that size, as a seed of the server has it. */
export function seedOf({ nodes, users, lists, unmanaged }: Size): Pick<Seed, "users" | "orgs"> {
  const people = Array.from({ length: users }, (_, index) => ({
    ...{ username: usernameOf(index), name: `Person ${index}` },
    ...{ mobile: "", email: "", gender: 0 },
  }));
  const node = (index: number) => ({
    ...{ uid: `n${index}`, name: `Node ${index}` },
    users: index < lists ? membersOf(index, users) : [],
  });
  type Tree = ReturnType<typeof node> & { children: Tree[] };
  const all: Tree[] = Array.from({ length: nodes + unmanaged }, (_, index) => ({
    ...node(index),
    children: [],
  }));
  for (const [index, one] of all.entries()) {
    if (index > 0) all[parentOf(index)]?.children.push(one);
  }
  const none = { members: [], direct: [], roles: [], labels: [], managers: [] };
  const org = { ...none, name: "Acme", owner: "admin", categories: [], apps: [] };
  return { users: people, orgs: [{ ...org, departments: all.slice(0, 1) }] };
}

/** The state of a stack that declares it, but for what is to be unmanaged. */
export function stateOf({ nodes, users, lists }: Size, org: string, tenant: string) {
  const resources: StackResource[] = [];
  const add = (kind: KindName, id: string, inputs: Values, outputs: Values = {}) =>
    resources.push({
      ...{ kind, id, inputs, name: `${kind}-${id}`, provider: "", isKept: true },
      urn: `urn:pulumi:test::test::pulumi-nodejs:dynamic/identity:${kind}::${kind}-${id}`,
      outputs: { ...inputs, ...outputs, tenant, schema: 2 },
      secrets: new Set(),
    });
  for (let index = 0; index < nodes; index++) {
    const parent = index === 0 ? {} : { parent: `d_n${parentOf(index)}` };
    const uid = `n${index}`;
    add("Node", `d_${uid}`, { org, kind: "department", uid, name: `Node ${index}`, ...parent });
  }
  for (let index = 0; index < users; index++) {
    const username = usernameOf(index);
    add("User", username, { username, name: `Person ${index}` });
  }
  for (let index = 0; index < lists; index++) {
    const members = membersOf(index, users).map((one) => [one, "member"]);
    const list = Object.fromEntries(members) as Values;
    const inputs = { node: `d_n${index}`, users: list, mode: "exact" };
    add("NodeMembers", inputs.node, inputs, { org, unmanaged: [] });
  }
  return resources;
}

const parentOf = (index: number) => Math.floor((index - 1) / PER_NODE);
const usernameOf = (index: number) => `user${index}`;
const membersOf = (index: number, users: number) => [
  usernameOf(index % users),
  usernameOf((index + 1) % users),
];
