import type { StackResource } from "../../stack/stack-resource";
import type { Importable } from "./importable";

/**
 * Without what the stack has under another name: the object of two resources is deleted with either.
 * @param held of the org's own tenant
 */
export function notHeld(
  resources: readonly Importable[],
  held: readonly StackResource[],
): Importable[] {
  const names = new Map(held.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return resources.filter(({ kind, name, id }) => {
    // An app is imported by its org as well.
    const own = kind === "App" ? (id.split("/").at(-1) ?? id) : id;
    return (names.get(`${kind} ${own}`) ?? name) === name;
  });
}
