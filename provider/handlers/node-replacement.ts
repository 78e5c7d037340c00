import type { Ref } from "../backend";
import type { NodeKind, NodeState } from "../domain";
import { NotFoundError } from "../errors";
import type { Session } from "../session";
import type { Replaced, Values } from "./handler";

/** A node that another takes the place of. */
export interface Predecessor {
  readonly ref: Ref;
  /** An earlier run has begun to move what hangs on it: what the new node holds is its own. */
  readonly isBegun: boolean;
}

/**
 * The old node bears the name of the new one before that is made, so that a run which was killed in
 * between is told from somebody else's node under the same key. The note goes with the old node.
 * @returns `undefined` where there is nothing to take the place of, not any more
 */
export async function predecessorOf(
  session: Session,
  inputs: Values,
  replaced: Replaced | undefined,
): Promise<Predecessor | undefined> {
  if (replaced === undefined) return undefined;
  const { nodes } = session.backend;
  const ref = { org: String(replaced.state.org), id: replaced.id };
  const old = await findOld(session, ref);
  if (old === undefined) return undefined;
  const { org, kind, uid } = inputs as { org: string; kind: NodeKind; uid: string };
  const remark = `replaced by ${kind} ${uid}`;
  if (old.remark === remark) return { ref, isBegun: true };
  const isFree = (await nodes.find({ org, kind, uid })).length === 0;
  if (isFree) await nodes.update(ref, { remark });
  return { ref, isBegun: false };
}

/** Goes on with a replacement that an earlier run has left half-done. */
export async function goOn(session: Session, state: Values, live: Ref): Promise<void> {
  const old = state.inherits as Ref | undefined;
  if (old !== undefined && (await findOld(session, old))) await inherit(session, old, live);
}

async function findOld(session: Session, ref: Ref): Promise<NodeState | undefined> {
  try {
    return await session.backend.nodes.get(ref);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Takes over what hangs on the old node, before that is deleted; may be repeated. */
export async function inherit(session: Session, from: Ref, to: Ref): Promise<void> {
  if (await session.backend.nodes.inherit(from, to)) return;
  session.warn(
    `${from.id} is replaced by ${to.id}: this account may not see grants, and those of ${from.id} end with it`,
  );
}
