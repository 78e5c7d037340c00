import { randomBytes } from "node:crypto";
import { ensureOrgMember } from "../model/org-members";
import { type OrgRow } from "../model/orgs";
import { roleIn } from "../model/rights";
import { findUser } from "../model/users";
import { invalid, invalidField } from "../wire/refusal";
import { orgView } from "../wire/views/org";
import { type Context, loggedIn } from "./context";
import { ownOrg, pathOrg } from "./lookup";
import { type Reply, type Resource, ok } from "./router";

/** A key lives seven days. Milliseconds. */
const LIFESPAN = 7 * 24 * 3600_000;

/** A key of the length and look of the reference's. */
const newKey = (): string => `gAAAAA${randomBytes(180).toString("base64url")}`;

function storedKey({ db }: Context, org: OrgRow): string | undefined {
  return db.get<{ key: string }>(
    "SELECT key FROM invitations WHERE org_id = ? AND expires > ?",
    org.id,
    Date.now(),
  )?.key;
}

/**
 * Makes a key and answers another: the answer that mints a key is never valid (ARKID.md 12), and
 * programs that work here must ask again there too.
 */
function mint(context: Context, org: OrgRow): Reply {
  context.db.run(
    "INSERT OR REPLACE INTO invitations (org_id, key, expires) VALUES (?, ?, ?)",
    org.id,
    newKey(),
    Date.now() + LIFESPAN,
  );
  return ok({ invite_link_key: newKey() });
}

function get(context: Context): Reply {
  const org = ownOrg(context);
  const key = storedKey(context, org);
  return key ? ok({ invite_link_key: key }) : mint(context, org);
}

/** The org, if the path's key opens it. */
function invitedOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  if (storedKey(context, org) !== context.param("key")) throw invalid(["Invalid input."]);
  return org;
}

const view = (context: Context, org: OrgRow): Reply =>
  ok(orgView(context.db, org, roleIn(context.db, org, context.user().id)));

const orgGuard = (context: Context) => void (pathOrg(context), loggedIn(context));

/** Sends a person an invitation; the development sender writes it to the log. */
function inviteUser(context: Context): Reply {
  const user = findUser(context.db, context.param("username"));
  if (!user) throw invalidField("invitee", "this user not exists");
  if (user.settled) throw invalidField("invitee", "this user has been settled");
  context.services.log(`Invitation for ${user.username}: ${newKey()}`);
  return ok({});
}

/** Invitations to an org by a link. */
export const invitationRoutes: Resource[] = [
  {
    path: "org/<uid:oid>/invitation/",
    guard: orgGuard,
    methods: { GET: get, PUT: (context) => mint(context, ownOrg(context)) },
  },
  {
    path: "org/<uid:oid>/invitation/<key:key>/",
    guard: orgGuard,
    methods: {
      GET: (context) => view(context, invitedOrg(context)),
      POST: (context) => {
        const org = invitedOrg(context);
        ensureOrgMember(context.db, org.id, context.user().id);
        return view(context, org);
      },
    },
  },
  {
    path: "invitation/user/<word:username>/",
    guard: (context) => void context.admin(),
    methods: { POST: inviteUser },
  },
];
