import { randomBytes } from "node:crypto";
import { type Context } from "../http/context";
import { adminOnly, guarded } from "../http/guarded";
import { ensureOrgMember } from "../model/org-members";
import { INVITATIONS, type OrgRow } from "../model/tables";
import { findUser } from "../model/users";
import { invalid, invalidField } from "../wire/refusal";
import { orgThenUser, ownOrg, pathOrg } from "./lookup";
import { shownOrg } from "./orgs";

/** A key lives seven days. Milliseconds. */
const LIFESPAN = 7 * 24 * 3600_000;

/** A key of the length and look of the reference's. */
const newKey = (): string => `gAAAAA${randomBytes(180).toString("base64url")}`;

function storedKey({ db }: Context, { id: org_id }: OrgRow): string | undefined {
  const kept = INVITATIONS.find(db, { org_id });
  return kept && kept.expires > Date.now() ? kept.key : undefined;
}

/**
 * Makes a key and answers another: the answer that mints a key is never valid (ARKID.md 12), and
 * programs that work here must ask again there too.
 */
function mint(context: Context) {
  const { id: org_id } = ownOrg(context);
  const fresh = { org_id, key: newKey(), expires: Date.now() + LIFESPAN };
  INVITATIONS.insert(context.db, fresh, "REPLACE");
  return { invite_link_key: newKey() };
}

/** The org, if the path's key opens it. */
function invitedOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  if (storedKey(context, org) !== context.param("invitation")) throw invalid(["Invalid input."]);
  return org;
}

/** Sends a person an invitation; the development sender writes it to the log. */
function inviteUser(context: Context) {
  const user = findUser(context.db, context.param("username"));
  if (!user) throw invalidField("invitee", "this user not exists");
  if (user.settled) throw invalidField("invitee", "this user has been settled");
  context.services.log(`Invitation for ${user.username}: ${newKey()}`);
  return {};
}

/** Invitations to an org by a link. */
export const invitationRoutes = [
  guarded(orgThenUser, (app) => {
    const all = "/org/:oid/invitation/";
    app.get(all, (context) => {
      const key = storedKey(context, ownOrg(context));
      return key ? { invite_link_key: key } : mint(context);
    });
    app.put(all, mint);
    app.get(`${all}:invitation/`, (context) => shownOrg(context, invitedOrg(context)));
    app.post(`${all}:invitation/`, (context) => {
      const org = invitedOrg(context);
      ensureOrgMember(context.db, org.id, context.user().id);
      return shownOrg(context, org);
    });
  }),
  guarded(adminOnly, (app) => void app.post("/invitation/user/:username/", inviteUser)),
];
