import { ProviderError } from "../backends/errors";
import type { Values } from "../engine/kind";
import { originOf } from "../run/origin";
import { BULK_TREE } from "../run/stack/held";
import { isTreePart } from "../run/stack/types";
import { isTargetedUp } from "../run/stack/whole-run";
import type { Session } from "../run/session";

/** What an `OrgTree` makes, as one resource or as many. */
const PARTS: ReadonlySet<string> = new Set([BULK_TREE, "Node", "NodeMembers", "User"]);

/**
 * An `up` with `--target` hears nothing of the rest of its program, and so not whether an `OrgTree` has
 * become one resource, or many, and goes on with what this one has.
 *
 * @throws ProviderError for a delete of a part of one
 */
export async function requireWholeTree(
  { registry }: Pick<Session, "registry">,
  kind: string,
  state: Values,
): Promise<void> {
  if (!PARTS.has(kind) || !isTreePart(originOf(state).parents) || !registry.isEmpty) return;
  if (!(await isTargetedUp())) return;
  throw new ProviderError(
    "with --target or --exclude it is unknown whether the OrgTree goes on with this, as one resource or as many: run up without them",
  );
}
