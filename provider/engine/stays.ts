import type { Session } from "../run/session";
import type { Values } from "./kind";

/** The kinds that have `onRemove`; the rest are lists and fields of these. */
const WITH_ON_REMOVE: ReadonlySet<string> = new Set(["Org", "Node", "User", "App", "Perm"]);

/** Whether the object of a resource stays on the server when the resource is deleted. */
export const staysOnServer = (
  { configuration }: Pick<Session, "configuration">,
  kind: string,
  state: Values,
): boolean => WITH_ON_REMOVE.has(kind) && (state.onRemove ?? configuration.onRemove) === "keep";
