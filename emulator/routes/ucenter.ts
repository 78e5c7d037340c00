import { type z } from "zod";
import { noContent } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, loggedIn, patchOrPut } from "../http/guarded";
import { heldPerms } from "../model/grants";
import { managedBy } from "../model/manager-groups";
import { nodesOf } from "../model/node-members";
import { orgMember } from "../model/org-members";
import { findOrg, getOrg } from "../model/orgs";
import { roleIn } from "../model/rights";
import { APPS, PERMS, type PermRow, type UserRow } from "../model/tables";
import { findUser, isEmailTaken, updateUser } from "../model/users";
import { choice, text } from "../wire/field-types";
import { anything, changesOf, form, query } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { Refusal, invalid, invalidField, notFound } from "../wire/refusal";
import { appCard } from "../wire/views/app";
import { nodeView } from "../wire/views/node";
import { userPermView } from "../wire/views/perm";
import { memberFields, originOf, userView } from "../wire/views/user";
import { canonicalOid, orgThenUser, pathOrg } from "./lookup";
import { shownOrg } from "./orgs";
import { pick } from "../same";

const PROFILE = changesOf({
  name: text({ max: 255, blank: true }),
  private_email: text({ max: 255, blank: true }),
  gender: choice(0, 1, 2),
  avatar: text({ max: 1024, blank: true }),
});

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
  ...pick(user, "username", "name", "private_email", "mobile", "gender", "avatar"),
  visible_fields: VISIBLE,
  origin_verbose: originOf(user),
});

/** What users change of themselves; their mobile only by a code, their username never. */
function changeProfile(context: Context<z.output<typeof PROFILE>>) {
  const { db, body } = context;
  const { id } = context.user();
  if (body.private_email && isEmailTaken(db, body.private_email, id)) {
    throw invalidField("private_email", "existed");
  }
  return profileView(updateUser(db, id, body));
}

const ownPermRows = (context: Context): PermRow[] =>
  heldPerms(context.db, context.user().id).flatMap((id) => PERMS.find(context.db, { id }) ?? []);

const APP_FILTER = query("name");

/** The apps that the caller may use: open to all, or in the scope of a permission of theirs. */
function ownApps(context: Context<unknown, z.output<typeof APP_FILTER>>) {
  const name = context.query.name?.toLowerCase() ?? "";
  const scopes = new Set(ownPermRows(context).map(({ scope }) => scope));
  const usable = APPS.page(context.db, "id").filter(
    (app) =>
      app.name.toLowerCase().includes(name) && (app.allow_any_user === 1 || scopes.has(app.uid)),
  );
  return paginateList(context.address, usable, appCard);
}

/** The org that the caller works in; 404 without a body where there is none. A deleted one answers. */
function currentOrg(context: Context) {
  const { current_org: id } = context.user().user;
  const org = id === null ? undefined : getOrg(context.db, id);
  if (!org) throw new Refusal(404, undefined);
  return shownOrg(context, org);
}

function switchOrg(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const { id } = context.user();
  const { oid } = body;
  const org = typeof oid === "string" ? findOrg(db, canonicalOid(oid)) : undefined;
  if (!org || roleIn(db, org, id) === "") throw invalid({ oid: "invalid" });
  updateUser(db, id, { current_org: org.id });
  return shownOrg(context, org);
}

/** What an org knows of the caller. */
function orgProfile(context: Context) {
  const { db } = context;
  const org = pathOrg(context);
  const { id } = context.user();
  const member = orgMember(db, org.id, id);
  if (!member) throw notFound();
  const nodes = [...nodesOf(db, id, "g"), ...nodesOf(db, id, "d")];
  return {
    ...memberFields(member),
    nodes: nodes.filter((node) => node.org_id === org.id).map(nodeView),
    is_manager: managedBy(db, id)?.orgs.has(org.id) ?? false,
  };
}

/** Oneself, or somebody with whom one shares an org. */
function colleague(context: Context) {
  const { db } = context;
  const { id } = context.user();
  const user = findUser(db, context.param("username"));
  const shared =
    "SELECT 1 FROM org_members a JOIN org_members b ON a.org_id = b.org_id WHERE a.user_id = ? AND b.user_id = ?";
  if (!user || (user.id !== id && !db.get(shared, id, user.id))) throw notFound();
  return userView(db, { ...user, posix: null, ding: null, custom: null });
}

/** What users do for themselves. */
export const ucenterRoutes = [
  guarded(loggedIn, (app) => {
    app.get("/ucenter/profile/", (context) => profileView(context.user().user));
    patchOrPut(app, "/ucenter/profile/", { body: form(PROFILE) }, changeProfile);
    app.get("/ucenter/perm/", (context) =>
      paginateList(context.address, ownPermRows(context), (perm) =>
        userPermView(context.db, perm, context.user().id),
      ),
    );
    app.get("/ucenter/apps/", { schema: { querystring: APP_FILTER } }, ownApps);
    app.get("/ucenter/sub_account/", ({ address }) => paginateList(address, [], String));
    app.get("/ucenter/org/", currentOrg);
    app.put("/ucenter/org/", { schema: { body: form(anything) } }, switchOrg);
    app.delete("/ucenter/org/", (context) => {
      updateUser(context.db, context.user().id, { current_org: null });
      return noContent();
    });
    app.get("/ucenter/user/:username/", colleague);
  }),
  guarded(orgThenUser, (app) => void app.get("/ucenter/org/:oid/profile/", orgProfile)),
];
