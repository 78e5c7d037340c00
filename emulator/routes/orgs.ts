import { z } from "zod";
import { created, noContent } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, hook, loggedIn } from "../http/guarded";
import { createOrg, deleteOrg, orgsOf } from "../model/orgs";
import { roleIn } from "../model/rights";
import { ORGS, type OrgRow } from "../model/tables";
import { text } from "../wire/field-types";
import { form, query } from "../wire/fields";
import { orgView } from "../wire/views/org";
import { orgThenUser, ownOrg, pathOrg } from "./lookup";

const FIELDS = z.object({ name: text() });

/** An org as who asks sees it. */
export const shownOrg = (context: Context, org: OrgRow) =>
  orgView(context.db, org, roleIn(context.db, org, context.user().id));

/** Orgs. */
export const orgRoutes = [
  guarded(loggedIn, (app) => {
    // The caller's orgs; there is no list of all (ARKID.md 4).
    app.get("/org/", { schema: { querystring: query("role") } }, (context) => {
      const { role } = context.query;
      const orgs = orgsOf(context.db, context.user().id).map((org) => shownOrg(context, org));
      return role ? orgs.filter((org) => org["role"] === role) : orgs;
    });
    app.post("/org/", { schema: { body: form(FIELDS) } }, (context) =>
      created(shownOrg(context, createOrg(context.db, context.body.name, context.user().id))),
    );
  }),
  guarded(orgThenUser, (app) => {
    app.get("/org/:oid/", (context) => shownOrg(context, pathOrg(context)));
    app.route({
      method: "PATCH",
      url: "/org/:oid/",
      schema: { body: form(FIELDS) },
      preValidation: hook(ownOrg),
      // The owner is never read: ownership can't be changed (ARKID.md 1).
      handler: (context) => {
        const { name } = context.body;
        return shownOrg(context, ORGS.change(context.db, { id: ownOrg(context).id }, { name }));
      },
    });
    app.delete("/org/:oid/", (context) => {
      deleteOrg(context.db, ownOrg(context));
      return noContent();
    });
  }),
];
