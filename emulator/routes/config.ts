import { randomUUID } from "node:crypto";
import { type OrgRow } from "../model/orgs";
import { roleIn, runsOrg } from "../model/rights";
import { changeSettings, settings } from "../model/settings";
import { text } from "../wire/field-types";
import { asObject, validate } from "../wire/fields";
import { denied } from "../wire/refusal";
import { type Context, loggedIn } from "./context";
import { pathOrg } from "./lookup";
import { NATIVE_FIELDS } from "./native-fields";
import { type Resource, created, ok } from "./router";

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

const COMPANY = {
  name_cn: text({ max: 255, blank: true }),
  fullname_cn: text({ max: 255, blank: true }),
  name_en: text({ max: 255, blank: true }),
  fullname_en: text({ max: 255, blank: true }),
  icon: text({ max: 1024, blank: true }),
  address: text({ max: 1024, blank: true }),
  domain: text({ max: 255, blank: true }),
  color: text({ max: 32, blank: true }),
};

/** What an org says of its company; every field is there. */
export function companyOf(org: OrgRow): Record<string, string> {
  const blank = Object.fromEntries(Object.keys(COMPANY).map((name) => [name, ""]));
  return { ...blank, ...(org.company ? (JSON.parse(org.company) as object) : {}) };
}

const orgGuard = (context: Context) => void (pathOrg(context), loggedIn(context));

/** The org, for its owner and managers; system administrators are refused, as there. */
function insidersOrg(context: Context): OrgRow {
  const org = pathOrg(context);
  const role = roleIn(context.db, org, context.user().id);
  if (role !== "owner" && role !== "manager") throw denied();
  return org;
}

function changeCompany(context: Context) {
  const org = pathOrg(context);
  const actor = context.user();
  if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_config_write`)) throw denied();
  const body = asObject(context.body.data())["company_config"] ?? {};
  const company = { ...companyOf(org), ...validate(COMPANY, body, { partial: true }) };
  context.db.run("UPDATE orgs SET company = ? WHERE id = ?", JSON.stringify(company), org.id);
  return ok({ company_config: company });
}

interface CustomField {
  uuid: string;
  name: string;
  subject: string;
  schema: string;
  visible: number;
}

const customView = ({ uuid, name, subject, schema, visible }: CustomField) => ({
  uuid,
  name,
  subject,
  schema: JSON.parse(schema) as unknown,
  is_visible: visible === 1,
});

function listCustom(context: Context) {
  const fields = context.db.all<CustomField>(
    "SELECT * FROM custom_fields WHERE org_id = ? AND subject = ? ORDER BY rowid",
    insidersOrg(context).id,
    context.param("subject"),
  );
  return ok(fields.map(customView));
}

function createCustom(context: Context) {
  const org = insidersOrg(context);
  const { name = "" } = validate({ name: text({ max: 128, required: true }) }, context.body.data());
  const field: CustomField = {
    uuid: randomUUID().replaceAll("-", ""),
    name,
    subject: context.param("subject"),
    schema: JSON.stringify({ type: "string" }),
    visible: 1,
  };
  context.db.run(
    "INSERT INTO custom_fields (uuid, org_id, subject, name, schema, visible) VALUES (?, ?, ?, ?, ?, 1)",
    field.uuid,
    org.id,
    field.subject,
    field.name,
    field.schema,
  );
  return created(customView(field));
}

/** The configuration of the server and of an org. */
export const configRoutes: Resource[] = [
  {
    path: "config/",
    guard: writers,
    methods: {
      GET: (context) => ok(settings(context.db)),
      PATCH: (context) => ok(changeSettings(context.db, asObject(context.body.data()))),
    },
  },
  { path: "config/storage/", guard: writers, methods: { GET: () => ok(STORAGE) } },
  { path: "config/native/field/user/", guard: loggedIn, methods: { GET: () => ok(NATIVE_FIELDS) } },
  {
    path: "org/<uid:oid>/config/",
    guard: orgGuard,
    methods: {
      GET: (context) => ok({ company_config: companyOf(pathOrg(context)) }),
      PATCH: changeCompany,
    },
  },
  {
    path: "org/<uid:oid>/config/custom/field/<word:subject>/",
    guard: (context) => void (pathOrg(context), insidersOrg(context)),
    methods: { GET: listCustom, POST: createCustom },
  },
];
