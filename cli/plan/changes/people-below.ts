import type { AccessGraph } from "../../../access";

/** Who is in nodes and in those below. */
export class PeopleBelow {
  private readonly below = new Map<string, string[]>();
  private readonly people = new Map<string, string[]>();

  constructor({ nodes, memberships }: AccessGraph) {
    for (const { id, parent } of nodes.values()) {
      if (parent !== undefined) put(this.below, parent, id);
    }
    for (const { person, node } of memberships) put(this.people, node, person);
  }

  /** Each person once. */
  of(node: string): ReadonlySet<string> {
    const nodes = new Set([node]);
    for (const one of nodes) for (const child of this.below.get(one) ?? []) nodes.add(child);
    return new Set([...nodes].flatMap((one) => this.people.get(one) ?? []));
  }
}

function put(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
