/** By kind, the inputs that name what an object is in, and ends with. */
const containers: Readonly<Record<string, readonly string[]>> = {
  Node: ["org", "parent"],
  App: ["org"],
  Perm: ["scope"],
};

/** Ids of what an object is in, as its inputs tell. */
export const containersOf = (kind: string, inputs: Readonly<Record<string, unknown>>): unknown[] =>
  (containers[kind] ?? []).map((key) => inputs[key]).filter((id) => id !== undefined);
