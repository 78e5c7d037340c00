import { hasRow } from "../model/grant-rows";
import { type OwnerKind, setStatus } from "../model/grants";
import { findNode, findNodeById, kindOf } from "../model/nodes";
import { orgMember } from "../model/org-members";
import { findOrg } from "../model/orgs";
import { type PermRow, findPerm } from "../model/perms";
import { runsOrg } from "../model/rights";
import { asObject } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodePermView, userPermDetail, userPermView } from "../wire/views/perm";
import { type Context, adminOnly } from "./context";
import { badPrefix, canonicalOid, pathUser } from "./lookup";
import { askedPerms } from "./perm-filters";
import { pathPerm } from "./perms";
import { type Reply, type Resource, ok } from "./router";
import { entriesOf } from "./statuses";

interface Owner {
  kind: OwnerKind;
  id: number;
  born: number;
}

/** Whether the owner has a row of the permission; without one, listings pass it over. */
function isListed(context: Context, perm: PermRow, owner: Owner): boolean {
  if (hasRow(perm, owner.born)) return true;
  const { db } = context;
  const set = "SELECT 1 FROM grants WHERE perm_id = ? AND owner_kind = ? AND owner_id = ?";
  return db.get(set, perm.id, owner.kind, owner.id) !== undefined;
}

const view = (context: Context, perm: PermRow, owner: Owner) =>
  owner.kind === "u"
    ? userPermView(context.db, perm, owner.id)
    : nodePermView(context.db, perm, owner.id);

function list(context: Context, owner: Owner): Reply {
  const perms = askedPerms(context).filter((perm) => isListed(context, perm, owner));
  return ok(paginateList(context.url, perms, (perm) => view(context, perm, owner)));
}

/** Sets the owner's status of some permissions; one unknown, and nothing is done. */
function change(context: Context, owner: Owner): Reply {
  const entries = entriesOf(asObject(context.body.data()), "perm_statuses");
  const perms = entries.map(({ uid, status }) => {
    const perm = findPerm(context.db, uid);
    if (!perm) throw invalidField("perm_statuses", `perm:${uid} does not exist`);
    setStatus(context.db, perm, owner.kind, owner, status);
    return perm;
  });
  return ok(perms.map((perm) => view(context, perm, owner)));
}

const pathOwner = (context: Context): Owner => ({ kind: "u", ...pathUser(context) });

/** With `oid`, who runs the org may ask too, about its members (ARKID.md 33). */
function userGuard(context: Context): void {
  const oid = context.query("oid");
  if (oid === undefined) return void (context.admin(), pathUser(context));
  const actor = context.user();
  const org = findOrg(context.db, canonicalOid(oid));
  if (!org) throw notFound();
  if (!runsOrg(actor, org)) throw denied();
  if (!orgMember(context.db, org.id, pathUser(context).id)) throw notFound();
}

/** The node of the path; an unknown one has no permissions, and can be given none. */
function nodeOwner(context: Context): Owner | undefined {
  const { db, params } = context;
  const id = params["id"];
  if (id !== undefined && !kindOf(id)) throw badPrefix();
  const node = id
    ? findNodeById(db, id)
    : (findNode(db, "d", context.param("dept")) ?? findNode(db, "g", context.param("group")));
  return node && { kind: "n", id: node.pk, born: node.born };
}

function changeNode(context: Context): Reply {
  const owner = nodeOwner(context);
  if (!owner) throw notFound();
  return change(context, owner);
}

const nodePerms: Resource[] = ["node/<uid:id>", "dept/<uid:dept>", "group/<uid:group>"].map(
  (path) => ({
    path: `perm/${path}/`,
    guard: adminOnly,
    methods: {
      GET: (context) => {
        const owner = nodeOwner(context);
        return owner ? list(context, owner) : ok(paginateList(context.url, [], String));
      },
      PATCH: changeNode,
      PUT: changeNode,
    },
  }),
);

/** The permissions of a user or a node. */
export const ownerPermRoutes: Resource[] = [
  {
    path: "perm/user/<word:username>/",
    guard: userGuard,
    methods: {
      GET: (context) => list(context, pathOwner(context)),
      PATCH: (context) => change(context, pathOwner(context)),
      PUT: (context) => change(context, pathOwner(context)),
    },
  },
  ...nodePerms,
  {
    path: "user/<word:username>/perm/<uid:perm>/",
    guard: (context) => void (adminOnly(context), pathUser(context)),
    methods: {
      GET: (context) => {
        const perm = pathPerm(context);
        const owner = pathOwner(context);
        if (!isListed(context, perm, owner)) throw notFound();
        return ok(userPermDetail(context.db, perm, owner.id));
      },
    },
  },
];
