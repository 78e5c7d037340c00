import type { NodeKind, OrgState } from "../backends/domain";
import { rootId } from "../backends/domain/root-id";
import type { Session } from "../run/session";
import { only } from "./only";

/** By name, among the orgs that the account is in, or by id, which finds any. */
export type OrgQuery = { readonly name: string } | { readonly id: string };

/** An existing org. */
export interface OrgData {
  /** The `oid`. */
  readonly id: string;
  readonly name: string;
  /** Username of the owner. */
  readonly owner: string;
  /** The root node of a kind, `<oid>/<kind>`: accepted wherever a node's id is. */
  readonly root: (kind: NodeKind) => string;
}

/**
 * Looks up one that no resource declares.
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where the name is taken twice
 */
export async function findOrg(session: Session, query: OrgQuery): Promise<OrgData> {
  const { orgs } = session.backend;
  if ("id" in query) return toData(await orgs.get({ id: query.id }));
  return toData(only(`org "${query.name}"`, await orgs.find({ name: query.name })));
}

function toData({ id, name, owner }: OrgState): OrgData {
  return { id, name, owner, root: (kind) => rootId({ org: id, kind }) };
}
