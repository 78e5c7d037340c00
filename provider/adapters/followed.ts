import type { Values } from "../engine/kind";
import { isUnknown } from "../engine/unknown";
import { partsOfLabel, type Labels, type Preview } from "../run/preview";
import type { Session } from "../run/session";

/** With the ids of what this preview has found that earlier creates take over, in lists as well. */
export function followed(
  { takenOver }: Pick<Session, "takenOver">,
  news: Values,
  awaited: Preview["awaited"] = {},
): Values {
  const idOf = (label: string): string | undefined => {
    const [resource, rest] = partsOfLabel(label);
    const id = takenOver.get(resource)?.id;
    return id === undefined ? undefined : id + rest;
  };
  const known = (value: unknown, of: string | Labels | undefined): unknown => {
    if (of === undefined) return value;
    if (typeof of === "string") return isUnknown(value) ? (idOf(of) ?? value) : value;
    return Array.isArray(value) ? value.map((one, index) => known(one, of[index])) : value;
  };
  let values = news;
  for (const [at, of] of Object.entries(awaited)) values = replaced(values, at.split("."), of);
  return values;

  /** The values with the one at a path, such as `managerGroup.nodes`, known. */
  function replaced(within: Values, [key = "", ...below]: string[], of: string | Labels): Values {
    const value = within[key];
    if (below.length === 0) return { ...within, [key]: known(value, of) };
    if (typeof value !== "object" || value === null) return within;
    return { ...within, [key]: replaced({ ...value }, below, of) };
  }
}
