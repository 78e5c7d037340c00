/** By kind, the inputs that name its containers: an object is deleted with them. */
const containers: Readonly<Record<string, readonly string[]>> = {
  Node: ["org", "parent"],
  App: ["org"],
  Perm: ["scope"],
};

/** Ids of an object's containers, from its inputs. */
export const containersOf = (kind: string, inputs: Readonly<Record<string, unknown>>): unknown[] =>
  (containers[kind] ?? []).map((key) => inputs[key]).filter((id) => id !== undefined);
