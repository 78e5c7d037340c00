import { heldPerms } from "../model/grants";
import { managedBy } from "../model/manager-groups";
import { nodesOf } from "../model/node-members";
import { orgMember } from "../model/org-members";
import { type OrgRow, findOrg, getOrg } from "../model/orgs";
import { type PermRow } from "../model/perms";
import { roleIn } from "../model/rights";
import { findUser, isEmailTaken, updateUser, type UserRow } from "../model/users";
import { type AppRow } from "../model/apps";
import { choice, text } from "../wire/field-types";
import { asObject, validate } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { Refusal, invalid, invalidField, notFound } from "../wire/refusal";
import { appCard } from "../wire/views/app";
import { nodeView } from "../wire/views/node";
import { orgView } from "../wire/views/org";
import { userPermView } from "../wire/views/perm";
import { memberFields, originOf, userView } from "../wire/views/user";
import { type Context, loggedIn } from "./context";
import { canonicalOid, pathOrg } from "./lookup";
import { NATIVE_FIELDS } from "./native-fields";
import { type Reply, type Resource, noContent, ok } from "./router";

const PROFILE = {
  name: text({ max: 255, blank: true }),
  private_email: text({ max: 255, blank: true }),
  gender: choice(0, 1, 2),
  avatar: text({ max: 1024, blank: true }),
};

/** The fields that users may see of each other, in the reference's order. */
const VISIBLE = [
  "name",
  "email",
  "depts",
  "mobile",
  "employee_number",
  "gender",
  "position",
  "private_email",
];

const profileView = (user: UserRow) => ({
  username: user.username,
  name: user.name,
  private_email: user.private_email,
  mobile: user.mobile,
  gender: user.gender,
  avatar: user.avatar,
  visible_fields: VISIBLE.filter((key) => NATIVE_FIELDS.some((field) => field.key === key)),
  origin_verbose: originOf(user),
});

/** What a user changes of himself; his mobile only by a code, his username never. */
function changeProfile(context: Context): Reply {
  const { id } = context.user();
  const values = validate(PROFILE, context.body.data(), { partial: true });
  if (values.private_email && isEmailTaken(context.db, values.private_email, id)) {
    throw invalidField("private_email", "existed");
  }
  return ok(profileView(updateUser(context.db, id, values)));
}

function ownPerms(context: Context): Reply {
  const { db } = context;
  const { id } = context.user();
  return ok(
    paginateList(context.url, heldPerms(db, id), (permId) =>
      userPermView(db, db.get<PermRow>("SELECT * FROM perms WHERE id = ?", permId) as PermRow, id),
    ),
  );
}

/** The apps that he may use: open to all, or in the scope of a permission of his. */
function ownApps(context: Context): Reply {
  const { db } = context;
  const scopes = new Set(
    heldPerms(db, context.user().id).map(
      (id) => db.get<{ scope: string }>("SELECT scope FROM perms WHERE id = ?", id)?.scope,
    ),
  );
  const apps = db.all<AppRow>("SELECT * FROM apps ORDER BY id");
  const usable = apps.filter((app) => app.allow_any_user === 1 || scopes.has(app.uid));
  return ok(paginateList(context.url, usable, appCard));
}

const view = (context: Context, org: OrgRow) =>
  ok(orgView(context.db, org, roleIn(context.db, org, context.user().id)));

/** The org he works in; 404 without a body where there is none. A deleted one still answers. */
function currentOrg(context: Context): Reply {
  const { current_org: id } = context.user().user;
  const org = id === null ? undefined : getOrg(context.db, id);
  if (!org) throw new Refusal(404, undefined);
  return view(context, org);
}

function switchOrg(context: Context): Reply {
  const { oid } = asObject(context.body.data());
  const org = typeof oid === "string" ? findOrg(context.db, canonicalOid(oid)) : undefined;
  if (!org || roleIn(context.db, org, context.user().id) === "") throw invalid({ oid: "invalid" });
  updateUser(context.db, context.user().id, { current_org: org.id });
  return view(context, org);
}

/** What an org knows of him. */
function orgProfile(context: Context): Reply {
  const { db } = context;
  const org = pathOrg(context);
  const { id } = context.user();
  const member = orgMember(db, org.id, id);
  if (!member) throw notFound();
  const nodes = [...nodesOf(db, id, "g"), ...nodesOf(db, id, "d")];
  return ok({
    ...memberFields(member),
    nodes: nodes.filter((node) => node.org_id === org.id).map(nodeView),
    is_manager: managedBy(db, id)?.orgs.has(org.id) ?? false,
  });
}

/** Himself, or somebody with whom he shares an org. */
function colleague(context: Context): Reply {
  const { db } = context;
  const { id } = context.user();
  const user = findUser(db, context.param("username"));
  const shared =
    "SELECT 1 FROM org_members a JOIN org_members b ON a.org_id = b.org_id WHERE a.user_id = ? AND b.user_id = ?";
  if (!user || (user.id !== id && !db.get(shared, id, user.id))) throw notFound();
  return ok(userView(db, { ...user, posix: null, ding: null, custom: null }));
}

/** What users do for themselves. */
export const ucenterRoutes: Resource[] = [
  {
    path: "ucenter/profile/",
    guard: loggedIn,
    methods: {
      GET: (context) => ok(profileView(context.user().user)),
      PATCH: changeProfile,
      PUT: changeProfile,
    },
  },
  { path: "ucenter/perm/", guard: loggedIn, methods: { GET: ownPerms } },
  { path: "ucenter/apps/", guard: loggedIn, methods: { GET: ownApps } },
  {
    path: "ucenter/sub_account/",
    guard: loggedIn,
    methods: { GET: (context) => ok(paginateList(context.url, [], String)) },
  },
  {
    path: "ucenter/org/",
    guard: loggedIn,
    methods: {
      GET: currentOrg,
      PUT: switchOrg,
      DELETE: (context) => {
        updateUser(context.db, context.user().id, { current_org: null });
        return noContent();
      },
    },
  },
  {
    path: "ucenter/org/<uid:oid>/profile/",
    guard: (context) => void (pathOrg(context), loggedIn(context)),
    methods: { GET: orgProfile },
  },
  { path: "ucenter/user/<word:username>/", guard: loggedIn, methods: { GET: colleague } },
];
