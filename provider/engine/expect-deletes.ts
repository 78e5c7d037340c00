import { UNKNOWN_PRICE } from "../backends/listing";
import { TENANT } from "../backends/snapshot";
import type { Session } from "../run/session";
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
    const org = typeof outputs.org === "string" ? outputs.org : undefined;
    if (kind === "User") removing.expect("users", TENANT, 1);
    if (kind === "Perm") removing.expect("perms", TENANT, 1);
    if (kind === "App" && org !== undefined) removing.expect("apps", org, 1);
    const isInTree = kind === "Node" || kind === "NodeMembers";
    if (isInTree && org !== undefined) removing.expect("nodes", org, 1);
    // An org that goes is read whole anyway.
    if (kind === "Org") removing.expect("nodes", id, UNKNOWN_PRICE);
  }
}
