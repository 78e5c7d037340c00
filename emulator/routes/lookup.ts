import { type Context } from "../http/context";
import { findNode, findNodeById, kindOf } from "../model/nodes";
import { findOrg } from "../model/orgs";
import { runsOrg } from "../model/rights";
import { type NodeRow, type OrgRow, type UserRow } from "../model/tables";
import { findUser } from "../model/users";
import { message } from "../wire/messages";
import { denied, invalid, notFound } from "../wire/refusal";

/**
 * The org of the path. 404 for an unknown one, before anybody asks who is asking; 400 for what is
 * no UUID.
 */
export function pathOrg(context: Context): OrgRow {
  const org = findOrg(context.db, canonicalOid(context.param("oid")));
  if (!org) throw notFound();
  return org;
}

/** Guards what everybody who is logged in may ask an org; an unknown one is a 404 before 401. */
export const orgThenUser = (context: Context) => {
  pathOrg(context);
  context.user();
};

/** Upper case and missing dashes are fine in a UUID. */
export function canonicalOid(oid: string): string {
  const hex = oid.replaceAll("-", "").toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw invalid([message("uuid", oid)]);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The org of the path, for those who run it; 403 for others. */
export function ownOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  if (!runsOrg(context.user(), org)) throw denied();
  return org;
}

/** The node of the path `node/<id>/`, `dept/<uid>/` or `group/<uid>/`, if there is one. */
export function findPathNode(context: Context): NodeRow | undefined {
  const { db } = context;
  const id = context.param("id");
  if (id && !kindOf(id)) throw badPrefix();
  if (id) return findNodeById(db, id);
  return findNode(db, "d", context.param("dept")) ?? findNode(db, "g", context.param("group"));
}

/** As `findPathNode`; 404 for an unknown one, before 401. */
export function pathNode(context: Context): NodeRow {
  const node = findPathNode(context);
  if (!node) throw notFound();
  return node;
}

/** Guards nodes: an unknown one is a 404 before 401. */
export const nodeThenUser = (context: Context) => {
  pathNode(context);
  context.user();
};

/** 400 of an id that names no kind (ARKID.md 21). */
const badPrefix = () => invalid({ uid: "this field must start with `d_` or `g_`" });

/** The user of the path; 404. */
export function pathUser(context: Context): UserRow {
  const user = findUser(context.db, context.param("username"));
  if (!user) throw notFound();
  return user;
}

/** As `pathUser`, for system administrators; 403 for others. */
export function administered(context: Context): UserRow {
  const user = pathUser(context);
  context.admin();
  return user;
}

/** A list of ids in a body. A text is read letter by letter, as Python iterates it (ARKID.md 8). */
export function idList(body: Record<string, unknown>, field: string): string[] {
  const value = body[field];
  if (value === undefined) return [];
  if (typeof value === "string") return [...value];
  if (!Array.isArray(value)) throw invalid({ [field]: ["this field must be list"] });
  return value.map(String);
}
