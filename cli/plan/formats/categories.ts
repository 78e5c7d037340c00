import type { Category } from "../../chart/category";
import type { Act } from "../report";

/** How a plan is marked in charts; what counts most comes first. */
export const planned = [
  { name: "broken", sign: "!", tone: "violet" },
  { name: "deleted", sign: "×", tone: "red" },
  { name: "lose access", sign: "▼", tone: "red" },
  { name: "leave", sign: "−", tone: "amber" },
  { name: "move", sign: "→", tone: "amber" },
  { name: "gain access", sign: "▲", tone: "green" },
  { name: "join", sign: "+", tone: "green" },
  { name: "new", sign: "*", tone: "green" },
  { name: "grants", sign: "◆", tone: "blue" },
  { name: "changed", sign: "~", tone: "grey" },
  { name: "waived", sign: "○", tone: "grey" },
] as const satisfies readonly Category[];

export type CategoryName = (typeof planned)[number]["name"];

/** The category of each act. */
export const categoryOf: Readonly<Record<Act, CategoryName>> = {
  ...{ create: "new", adopt: "new", return: "new" },
  ...{ rename: "changed", update: "changed", move: "move" },
  ...{ delete: "deleted", replace: "deleted" },
  ...{ suspend: "leave", release: "leave", leave: "leave", expire: "leave", join: "join" },
  ...{ grant: "grants", revoke: "grants", deny: "grants", undeny: "grants" },
};
