import type { NodeKind } from "../../backends/domain";
import { InvalidError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import { parseRootId, rootId, type Place } from "../../backends/domain/root-id";
import type { Session } from "../../run/session";
import type { Failure, Values } from "../../engine/kind";
import { checkLength } from "../../engine/properties";
import { isUnknown } from "../../engine/unknown";

/** Not every system has every kind. */
export function checkKind(session: Session, { kind }: Values): Failure[] {
  const { capabilities, name } = session.backend;
  if (isUnknown(kind) || capabilities.nodeKinds.includes(kind as NodeKind)) return [];
  const reason = `${name} has no nodes of the kind "${String(kind)}", only ${capabilities.nodeKinds.join(", ")}`;
  return [{ property: "kind", reason }];
}

/** What is wrong with a node's name and key. */
export function checkKey(session: Session, inputs: Values): Failure[] {
  const { capabilities, name: backend } = session.backend;
  const { uid, kind, name } = inputs;
  const failures = checkLength("name", name, capabilities.nameLength);
  if (kind === "department" && inputs.acceptsMembers !== undefined) {
    const reason = "a department always takes people: leave it out, or make it a group";
    failures.push({ property: "acceptsMembers", reason });
  }
  if (typeof uid !== "string" || isUnknown([uid, kind])) return failures;
  if (!capabilities.nodeKey.pattern.test(uid)) {
    const reason = `"${uid}" does not do on ${backend}: give ${capabilities.nodeKey.says}`;
    return [...failures, { property: "uid", reason }];
  }
  session.unique.registerKey(String(kind), uid, resourceName(inputs));
  return failures;
}

/** As far as the ids and the nodes met in this run tell; the rest only the server knows. */
export function checkParent(session: Session, inputs: Values): Failure[] {
  const { org, kind, parent } = inputs;
  if (typeof parent !== "string" || isUnknown([org, kind, parent])) return [];
  const reason =
    parentProblem(session, { org: org as string, kind: kind as NodeKind }, parent) ??
    circle(session, inputs, parent);
  return reason === undefined ? [] : [{ property: "parent", reason }];
}

function parentProblem(session: Session, child: Place, parent: string): string | undefined {
  const { org, kind } = child;
  const place = session.hierarchy.locations.get(parent) ?? parseRootId(parent);
  if (!place) return session.backend.capabilities.parentProblem(kind, parent);
  if (place.org !== org)
    return `${parent} is in org ${place.org}, not in ${org}: give a node of the same org`;
  if (place.kind !== kind) return `${parent} is a ${place.kind}: a ${kind} goes below a ${kind}`;
  return undefined;
}

/** A node below itself, by way of others of the program or at once. */
function circle(session: Session, { kind, uid }: Values, parent: string): string | undefined {
  const id = session.backend.capabilities.nodeId(kind as NodeKind, String(uid));
  if (id === undefined || isUnknown(uid)) return undefined;
  session.hierarchy.declared.put(id, parent);
  const path = session.hierarchy.declared.pathOf(parent);
  if (!path.includes(id)) return undefined;
  const below = [...path.slice(0, path.indexOf(id)), id].join(" below ");
  return `${id} would lie below itself (${id} below ${below}): give another parent`;
}

/** Remembers where a node is, as the program and as the state have it. */
export function registerNode(session: Session, id: string, inputs: Values, state: Values): void {
  session.hierarchy.locations.set(id, { org: inputs.org as string, kind: inputs.kind as NodeKind });
  if (typeof state.parentUid === "string") session.hierarchy.parents.put(id, state.parentUid);
}

/**
 * Some systems keep a node in the branch that it was made in. Which branch that is, this run may know
 * from the states; else the server says it at apply.
 * @throws InvalidError for such a move, with the ways out
 */
export function requireSameBranch(session: Session, state: Values, inputs: Values): void {
  const { org, kind, parent } = inputs;
  const problem = session.backend.capabilities.branchProblem(kind as NodeKind);
  if (problem === undefined || typeof parent !== "string" || isUnknown([org, parent])) return;
  if (parent === state.parent || parent === state.parentUid) return;
  const root = rootId({ org: org as string, kind: kind as NodeKind });
  const [from, to] = [String(state.parentUid), parent].map((at) => branch(session, root, at));
  if (from === undefined || to === undefined) return;
  if (from !== to || from === root) throw new InvalidError(problem, "parent");
}

/** The node below the root in whose branch a node is, or the root; `undefined` where that is not known. */
function branch(session: Session, root: string, id: string): string | undefined {
  const path = session.hierarchy.parents.pathOf(id);
  if (path.at(-1) !== root) return undefined;
  return path.at(-3) ?? root;
}
