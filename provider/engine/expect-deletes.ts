import { UNKNOWN_PRICE } from "../backends/listing";
import type { Session } from "../run/session";
import { expectRead } from "./expect-read";
import { leavingWith, type Taken } from "./leaving";
import type { Values } from "./kind";

const told = new WeakMap<Session, Promise<void>>();

/**
 * Tells the batched reads what the deletes of this run are to read, once it is known what goes: a
 * few requests in place of one for each object.
 */
export function expectDeletes(session: Session, object: Taken, state: Values): Promise<void> {
  const telling = told.get(session) ?? tell(session, object, state);
  told.set(session, telling);
  return telling;
}

async function tell(session: Session, object: Taken, state: Values): Promise<void> {
  const { removing } = session;
  const leaving = await leavingWith(session, object, state);
  for (const { kind, id, outputs } of leaving?.resources ?? []) {
    expectRead(removing, kind, outputs.org);
    // An org that goes is read whole anyway.
    if (kind === "Org") removing.expect("nodes", id, UNKNOWN_PRICE);
  }
}
