import { nodesOf } from "../model/node-members";
import {
  type OrgMemberRow,
  countOrgMembers,
  ensureOrgMember,
  listOrgMembers,
  orgMember,
  removeOrgMember,
  updateOrgMember,
} from "../model/org-members";
import { type OrgRow } from "../model/orgs";
import { roleIn } from "../model/rights";
import { setOrder } from "../model/set-order";
import { type UserRow, findUser } from "../model/users";
import { text, time } from "../wire/field-types";
import { asObject, validate } from "../wire/fields";
import { paginate } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodeView } from "../wire/views/node";
import { memberView } from "../wire/views/user";
import { type Context } from "./context";
import { idList, pathOrg } from "./lookup";
import { type Resource, ok } from "./router";

const FIELDS = {
  email: text({ max: 255, blank: true }),
  employee_number: text({ max: 255, blank: true }),
  position: text({ max: 255, blank: true }),
  hiredate: time,
  remark: text({ max: 512, blank: true }),
};

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
  const org = managedOrg(context);
  return ok(
    paginate(context.url, countOrgMembers(db, org.id), (limit, offset) =>
      listOrgMembers(db, org.id, limit, offset).map(({ user, member }) =>
        memberView(db, user, member),
      ),
    ),
  );
}

/** Adds or removes people by username; one wrong name and nothing is done (ARKID.md 8). */
function change(context: Context) {
  const { db } = context;
  const org = managedOrg(context);
  const body = asObject(context.body.data());
  const subject = body["subject"];
  if (!subject) throw invalidField("subject", "required");
  if (!body["usernames"]) throw invalidField("usernames", "required");
  const usernames = idList(body, "usernames");
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
  return ok({ username: usernames, subject });
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

function patch(context: Context) {
  const { db } = context;
  const { user, member } = pathMember(context, ["owner", "manager"]);
  updateOrgMember(db, member.id, validate(FIELDS, context.body.data(), { partial: true }));
  return ok(memberView(db, user, orgMember(db, member.org_id, user.id)));
}

/** The member's nodes in this org. A system administrator is refused, as there (ARKID.md 7). */
function nodes(context: Context) {
  const org = pathOrg(context);
  if (!["owner", "manager"].includes(role(context, org))) throw denied();
  const user = findUser(context.db, context.param("username"));
  if (!user) throw notFound();
  const own = [...nodesOf(context.db, user.id, "d"), ...nodesOf(context.db, user.id, "g")];
  return ok({ nodes: own.filter((node) => node.org_id === org.id).map(nodeView) });
}

const orgThenUser = (context: Context) => {
  pathOrg(context);
  context.user();
};

/** The members of an org. */
export const orgMemberRoutes: Resource[] = [
  {
    path: "org/<uid:oid>/user/",
    guard: (context) => void (orgThenUser(context), managedOrg(context)),
    methods: { GET: list, PATCH: change },
  },
  {
    path: "org/<uid:oid>/user/<word:username>/",
    guard: orgThenUser,
    methods: {
      GET: (context) => {
        const { user, member } = pathMember(context, ["owner", "manager", "member"]);
        return ok(memberView(context.db, user, member));
      },
      PATCH: patch,
      PUT: patch,
    },
  },
  {
    path: "org/<uid:oid>/user/<word:username>/node/",
    guard: orgThenUser,
    methods: { GET: nodes },
  },
];
