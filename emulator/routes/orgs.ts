import { createOrg, deleteOrg, orgsOf } from "../model/orgs";
import { roleIn } from "../model/rights";
import { text } from "../wire/field-types";
import { validate } from "../wire/fields";
import { orgView } from "../wire/views/org";
import { type Context, loggedIn } from "./context";
import { ownOrg, pathOrg } from "./lookup";
import { type Resource, created, noContent, ok } from "./router";

const FIELDS = { name: text({ required: true }) };

const view = (context: Context, org: ReturnType<typeof pathOrg>) =>
  orgView(context.db, org, roleIn(context.db, org, context.user().id));

/** The caller's orgs; there is no list of all (ARKID.md 4). */
function list(context: Context) {
  const role = context.query("role");
  const orgs = orgsOf(context.db, context.user().id).map((org) => view(context, org));
  return ok(role ? orgs.filter((org) => org["role"] === role) : orgs);
}

/** Orgs. */
export const orgRoutes: Resource[] = [
  {
    path: "org/",
    guard: loggedIn,
    methods: {
      GET: list,
      POST: (context) => {
        const { name = "" } = validate(FIELDS, context.body.data());
        return created(view(context, createOrg(context.db, name, context.user().id)));
      },
    },
  },
  {
    path: "org/<uid:oid>/",
    guard: (context) => {
      pathOrg(context);
      context.user();
    },
    methods: {
      GET: (context) => ok(view(context, pathOrg(context))),
      PATCH: (context) => {
        const org = ownOrg(context);
        // The owner is never read: ownership can't be changed (ARKID.md 1).
        const { name = "" } = validate(FIELDS, context.body.data());
        context.db.run("UPDATE orgs SET name = ? WHERE id = ?", name, org.id);
        return ok(view(context, { ...org, name }));
      },
      DELETE: (context) => {
        deleteOrg(context.db, ownOrg(context));
        return noContent();
      },
    },
  },
];
