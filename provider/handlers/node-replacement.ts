import type { NodeState } from "../domain";
import type { Session } from "../session";
import { defaultKey } from "./default-key";
import { laterStep } from "./half-done";
import type { Replaced, Values } from "./handler";

/** An interrupted run may have moved what hangs on the old node already: the key is its own. */
export function isOwnSuccessor(inputs: Values, replaced: Replaced | undefined): boolean {
  if (replaced === undefined) return false;
  const { org, kind, uid, logicalName } = inputs;
  return uid === defaultKey(String(org), String(kind), String(logicalName));
}

/**
 * Takes over what hangs on the node that this one replaces, before that is deleted.
 * @throws HalfDoneError when some of it could not be moved: the old node is not deleted over it
 */
export async function inherit(
  session: Session,
  old: Replaced,
  live: NodeState,
  outputs: Values,
): Promise<void> {
  const from = { org: String(old.state.org), id: old.id };
  const to = { org: String(outputs.org), id: live.id };
  const seesGrants = await laterStep(live.id, outputs, [], () =>
    session.backend.nodes.inherit(from, to),
  );
  if (seesGrants) return;
  session.warn(
    `${old.id} is replaced by ${live.id}: this account may not see grants, and those of ${old.id} end with it`,
  );
}
