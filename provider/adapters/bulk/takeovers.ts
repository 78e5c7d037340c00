import { resourceName } from "../../run/origin";
import { labelOf } from "../../run/preview";
import type { Session } from "../../run/session";
import type { Takeover } from "../../run/takeover";
import type { Declaration, Given } from "./declarations";

/** What the create of an entry takes over, as a check in a preview has found. */
export function takeoverOf(
  { takenOver }: Pick<Session, "takenOver">,
  { origin }: Given,
  { kind, name: logicalName }: Pick<Declaration, "kind" | "name">,
): Takeover | undefined {
  return takenOver.get(labelOf(kind, resourceName({ origin, logicalName })));
}
