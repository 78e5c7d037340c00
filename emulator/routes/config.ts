import { randomUUID } from "node:crypto";
import { z } from "zod";
import { created } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, hook, loggedIn } from "../http/guarded";
import { roleIn, runsOrg } from "../model/rights";
import { changeSettings, settings } from "../model/settings";
import { CUSTOM_FIELDS, type CustomFieldRow, ORGS, type OrgRow } from "../model/tables";
import { text } from "../wire/field-types";
import { anything, block, changesOf, form } from "../wire/fields";
import { denied } from "../wire/refusal";
import { auditBy } from "./audit";
import { orgThenUser, pathOrg } from "./lookup";
import { NATIVE_FIELDS } from "./native-fields";
import { same } from "../same";

/** Who may see and write the system's configuration. */
function writers(context: Context): void {
  const actor = context.user();
  if (!actor.isAdmin && !actor.holds("system_config_write")) throw denied();
}

const STORAGE = {
  minio_config: {
    end_point: "localhost:9000",
    access_key: "",
    secret_key: "",
    secure: true,
    location: "us-east-1",
    bucket: "oneid",
  },
  method: "local",
};

const COMPANY = changesOf({
  ...same(text({ max: 255, blank: true }), "name_cn", "fullname_cn", "name_en", "fullname_en"),
  icon: text({ max: 1024, blank: true }),
  address: text({ max: 1024, blank: true }),
  domain: text({ max: 255, blank: true }),
  color: text({ max: 32, blank: true }),
});

/** What an org says of its company; every field is there. */
export function companyOf(org: OrgRow): Record<string, string> {
  const blank = Object.fromEntries(Object.keys(COMPANY.shape).map((name) => [name, ""]));
  return { ...blank, ...(org.company ? (JSON.parse(org.company) as object) : {}) };
}

/** The org, for its owner and managers; system administrators are refused, as there. */
function insidersOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  const role = roleIn(context.db, org, context.user().id);
  if (role !== "owner" && role !== "manager") throw denied();
  return org;
}

function companyWriters(context: Context): void {
  const org = pathOrg(context);
  const actor = context.user();
  if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_config_write`)) throw denied();
}

const COMPANY_CHANGE = changesOf({ company_config: block(COMPANY) });

function changeCompany(context: Context<z.output<typeof COMPANY_CHANGE>>) {
  const org = pathOrg(context);
  const company = { ...companyOf(org), ...context.body.company_config };
  ORGS.update(context.db, { id: org.id }, { company: JSON.stringify(company) });
  auditBy(context, "org_config", "更新组织配置", org.id);
  return { company_config: company };
}

const customView = ({ uuid, name, subject, schema, visible }: CustomFieldRow) => ({
  uuid,
  name,
  subject,
  schema: JSON.parse(schema) as unknown,
  is_visible: visible === 1,
});

const CUSTOM = z.object({ name: text({ max: 128 }) });

const createCustom = (context: Context<z.output<typeof CUSTOM>>) =>
  created(
    customView(
      CUSTOM_FIELDS.add(context.db, {
        uuid: randomUUID().replaceAll("-", ""),
        org_id: pathOrg(context).id,
        subject: context.param("subject"),
        name: context.body.name,
        schema: JSON.stringify({ type: "string" }),
        visible: 1,
      }),
    ),
  );

/** The configuration of the server and of an org. */
export const configRoutes = [
  guarded(writers, (app) => {
    app.get("/config/", ({ db }) => settings(db));
    app.patch("/config/", { schema: { body: form(anything) } }, (context) => {
      auditBy(context, "config", "更新系统配置");
      return changeSettings(context.db, context.body);
    });
    app.get("/config/storage/", () => STORAGE);
  }),
  guarded(loggedIn, (app) => void app.get("/config/native/field/user/", () => NATIVE_FIELDS)),
  guarded(orgThenUser, (app) => {
    const url = "/org/:oid/config/";
    app.get(url, (context) => ({ company_config: companyOf(pathOrg(context)) }));
    app.patch(
      url,
      { schema: { body: form(COMPANY_CHANGE) }, preValidation: hook(companyWriters) },
      changeCompany,
    );
  }),
  guarded(insidersOrg, (app) => {
    const url = "/org/:oid/config/custom/field/:subject/";
    app.get(url, (context) => {
      const fields = { org_id: pathOrg(context).id, subject: context.param("subject") };
      return CUSTOM_FIELDS.list(context.db, fields, "rowid").map(customView);
    });
    app.post(url, { schema: { body: form(CUSTOM) } }, createCustom);
  }),
];
