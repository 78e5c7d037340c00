import { type z } from "zod";
import { type Context } from "../http/context";
import { guarded, patchOrPut } from "../http/guarded";
import { nodesOf } from "../model/node-members";
import { ensureOrgMember, listOrgMembers, orgMember, removeOrgMember } from "../model/org-members";
import { roleIn } from "../model/rights";
import { setOrder } from "../model/set-order";
import { ORG_MEMBERS, type OrgMemberRow, type OrgRow, type UserRow } from "../model/tables";
import { findUser } from "../model/users";
import { text, time } from "../wire/field-types";
import { anything, changesOf, form } from "../wire/fields";
import { paginate } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodeView } from "../wire/views/node";
import { memberView } from "../wire/views/user";
import { idList, orgThenUser, pathOrg } from "./lookup";
import { same } from "../same";

const CHANGES = changesOf({
  ...same(text({ max: 255, blank: true }), "email", "employee_number", "position"),
  hiredate: time,
  remark: text({ max: 512, blank: true }),
});

const role = (context: Context, org: OrgRow) => roleIn(context.db, org, context.user().id);

/** The org, for those who manage its members; 403 for others. */
function managedOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  const mine = role(context, org);
  if (!context.user().isAdmin && mine !== "owner" && mine !== "manager") throw denied();
  return org;
}

function list(context: Context) {
  const { db } = context;
  const { id: org_id } = managedOrg(context);
  // Deleted users count (ARKID.md 10).
  return paginate(context.address, ORG_MEMBERS.count(db, { org_id }), (limit, offset) =>
    listOrgMembers(db, org_id, limit, offset).map(({ user, member }) =>
      memberView(db, user, member),
    ),
  );
}

/** Adds or removes people by username; one wrong name and nothing is done (ARKID.md 8). */
function change(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const org = managedOrg(context);
  const { subject } = body;
  if (!subject) throw invalidField("subject", "required");
  const usernames = body["usernames"] ? idList(body, "usernames") : [];
  if (usernames.length === 0) throw invalidField("usernames", "required");
  if (subject !== "add" && subject !== "delete") {
    throw invalidField("subject", "must be one of `add` or `delete`");
  }
  const ids = usernames.map((username) => {
    const user = findUser(db, username);
    if (!user) throw invalidField("usernames", `valid: ${username}`);
    if (user.id === org.owner_id) throw invalidField("usernames", `protected: ${username}`);
    return user.id;
  });
  for (const id of setOrder(ids)) {
    if (subject === "add") ensureOrgMember(db, org.id, id);
    else removeOrgMember(db, org.id, id);
  }
  return { username: usernames, subject };
}

/** The member of the path; 404 for who is none, and for everybody who may not know. */
function pathMember(context: Context, roles: string[]): { user: UserRow; member: OrgMemberRow } {
  const org = pathOrg(context);
  if (!context.user().isAdmin && !roles.includes(role(context, org))) throw notFound();
  const user = findUser(context.db, context.param("username"));
  const member = user && orgMember(context.db, org.id, user.id);
  if (!member) throw notFound();
  return { user, member };
}

const MANAGERS = ["owner", "manager"];

function patch(context: Context<z.output<typeof CHANGES>>) {
  const { user, member } = pathMember(context, MANAGERS);
  const changed = ORG_MEMBERS.change(context.db, { id: member.id }, context.body);
  return memberView(context.db, user, changed);
}

/** The member's nodes in this org. A system administrator is refused, as there (ARKID.md 7). */
function nodes(context: Context) {
  const org = pathOrg(context);
  if (!MANAGERS.includes(role(context, org))) throw denied();
  const user = findUser(context.db, context.param("username"));
  if (!user) throw notFound();
  const own = [...nodesOf(context.db, user.id, "d"), ...nodesOf(context.db, user.id, "g")];
  return { nodes: own.filter((node) => node.org_id === org.id).map(nodeView) };
}

/** The members of an org. */
export const orgMemberRoutes = [
  guarded(
    (context) => void (orgThenUser(context), managedOrg(context)),
    (app) => {
      app.get("/org/:oid/user/", list);
      app.patch("/org/:oid/user/", { schema: { body: form(anything) } }, change);
    },
  ),
  guarded(orgThenUser, (app) => {
    app.get("/org/:oid/user/:username/", (context) => {
      const { user, member } = pathMember(context, [...MANAGERS, "member"]);
      return memberView(context.db, user, member);
    });
    patchOrPut(
      app,
      "/org/:oid/user/:username/",
      { body: form(CHANGES), before: (context) => pathMember(context, MANAGERS) },
      patch,
    );
    app.get("/org/:oid/user/:username/node/", nodes);
  }),
];
