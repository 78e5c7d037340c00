import { type z } from "zod";
import { type Context } from "../http/context";
import { adminOnly, guarded, patchOrPut } from "../http/guarded";
import { hasRow } from "../model/grant-rows";
import { setStatus } from "../model/grants";
import { orgMember } from "../model/org-members";
import { findOrg } from "../model/orgs";
import { findPerm } from "../model/perms";
import { runsOrg } from "../model/rights";
import { GRANTS, type OwnerKind, type PermRow } from "../model/tables";
import { anything, form, query } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodePermView, userPermDetail, userPermView } from "../wire/views/perm";
import { auditBy, person } from "./audit";
import { canonicalOid, findPathNode, pathUser } from "./lookup";
import { entriesOf } from "./perm-owners";
import { PERM_FILTERS, askedPerms, pathPerm } from "./perms";

interface Owner {
  kind: OwnerKind;
  id: number;
  born: number;
  /** In the log's summaries. */
  called: string;
}
type Find = (context: Context) => Owner | undefined;

/** Whether the owner has a row of the permission; without one, listings pass it over. */
const isListed = ({ db }: Context, perm: PermRow, { kind, id, born }: Owner): boolean =>
  hasRow(perm, born) || GRANTS.has(db, { perm_id: perm.id, owner_kind: kind, owner_id: id });

const view = ({ db }: Context, perm: PermRow, { kind, id }: Owner) =>
  kind === "u" ? userPermView(db, perm, id) : nodePermView(db, perm, id);

const list =
  (find: Find) =>
  (context: Context<unknown, z.output<typeof PERM_FILTERS>>): unknown => {
    const owner = find(context);
    if (!owner) return paginateList(context.address, [], String);
    const perms = askedPerms(context).filter((perm) => isListed(context, perm, owner));
    return paginateList(context.address, perms, (perm) => view(context, perm, owner));
  };

/** Sets the owner's status of some permissions; one unknown, and nothing is done. */
const change =
  (find: Find) =>
  (context: Context<z.output<typeof anything>>): unknown => {
    const owner = find(context);
    if (!owner) throw notFound();
    const perms = entriesOf(context.body, "perm_statuses").map(({ uid, status }) => {
      const perm = findPerm(context.db, uid);
      if (!perm) throw invalidField("perm_statuses", `perm:${uid} does not exist`);
      setStatus(context.db, perm, owner.kind, owner, status);
      return perm;
    });
    auditBy(context, "perm_assign", `修改${owner.called}权限`);
    return perms.map((perm) => view(context, perm, owner));
  };

function userOwner(context: Context): Owner {
  const user = pathUser(context);
  return { kind: "u", ...user, called: `用户(${person(user)})` };
}

/** The node of the path; an unknown one has no permissions, and can be given none. */
function nodeOwner(context: Context): Owner | undefined {
  const node = findPathNode(context);
  return node && { kind: "n", id: node.pk, born: node.born, called: `节点(${node.name})` };
}

/** With `oid`, who runs the org may ask too, about its members (ARKID.md 33). */
function userGuard(context: Context): void {
  const { oid } = context.query as { oid?: string };
  if (oid === undefined) return void (context.admin(), pathUser(context));
  const actor = context.user();
  const org = findOrg(context.db, canonicalOid(oid));
  if (!org) throw notFound();
  if (!runsOrg(actor, org)) throw denied();
  if (!orgMember(context.db, org.id, pathUser(context).id)) throw notFound();
}

const ownerRoutes = (guard: (context: Context) => void, urls: string[], find: Find) =>
  guarded(guard, (app) => {
    const filters = PERM_FILTERS.extend(query("oid").shape);
    for (const url of urls) {
      app.get(url, { schema: { querystring: filters } }, list(find));
      patchOrPut(app, url, { body: form(anything) }, change(find));
    }
  });

/** The permissions of a user or a node. */
export const ownerPermRoutes = [
  ownerRoutes(userGuard, ["/perm/user/:username/"], userOwner),
  ownerRoutes(
    adminOnly,
    ["/perm/node/:id/", "/perm/dept/:dept/", "/perm/group/:group/"],
    nodeOwner,
  ),
  guarded(
    (context) => void (adminOnly(context), pathUser(context)),
    (app) => {
      app.get("/user/:username/perm/:perm/", (context) => {
        const perm = pathPerm(context);
        const owner = userOwner(context);
        if (!isListed(context, perm, owner)) throw notFound();
        return userPermDetail(context.db, perm, owner.id);
      });
    },
  ),
];
