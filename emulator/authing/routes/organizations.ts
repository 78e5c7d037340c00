import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { freeOpenId, updateDepartment } from "../model/departments";
import {
  type OrganizationRow,
  createOrganization,
  deleteOrganization,
  organizationById,
  organizationOf,
  organizations,
  recode,
  rootOf,
} from "../model/organizations";
import { given } from "../model/rows";
import { anything, filledKey, flag, key, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json, organizationView } from "../wire/views";

/** Attributes that are kept and given back as they came. */
const ATTRIBUTES = {
  description: optional(text),
  leaderUserIds: optional(z.array(text)),
  i18n: optional(anything),
  postIdList: optional(z.array(text)),
};

/** The attributes among the parameters of a request. */
export function attributesOf<T extends object>(input: T): Record<string, unknown> {
  const values = input as Record<string, unknown>;
  return given(Object.fromEntries(Object.keys(ATTRIBUTES).map((name) => [name, values[name]])));
}

const withCustomData = optional(flag).transform((value) => value ?? false);

function create(
  { db }: Context,
  input: {
    organizationCode: string;
    organizationName: string;
    openDepartmentId?: string | null | undefined;
  },
) {
  const organization = createOrganization(db, {
    code: input.organizationCode,
    name: input.organizationName,
    openId: input.openDepartmentId || null,
  });
  const root = rootOf(db, organization);
  updateDepartment(db, root, { settings: JSON.stringify(attributesOf(input)) });
  return organizationView(db, organization);
}

const CHANGES = z.object({
  ...ATTRIBUTES,
  organizationCode: filledKey,
  organizationName: optional(text.min(1)),
  organizationNewCode: optional(key),
  openDepartmentId: optional(text),
});

function change({ db }: Context, input: z.output<typeof CHANGES>) {
  const organization = organizationOf(db, input.organizationCode);
  recode(db, organization, input.organizationNewCode ?? "");
  const { openDepartmentId: openId } = input;
  const root = rootOf(db, organization);
  if (openId) freeOpenId(db, organization.id, openId, root.id);
  updateDepartment(db, root, {
    settings: JSON.stringify({ ...json(root.settings), ...attributesOf(input) }),
    ...(typeof input.organizationName === "string" && { name: input.organizationName }),
    ...(openId !== undefined && { open_id: openId || null }),
  });
  return organizationView(db, organizationById(db, organization.id));
}

const SEARCH = z.object({ ...paging, keywords: text.min(1), withCustomData });

function search({ db }: Context, input: z.output<typeof SEARCH>) {
  const wanted = (organization: OrganizationRow) =>
    organization.code.includes(input.keywords) ||
    rootOf(db, organization).name.includes(input.keywords);
  const { totalCount, list } = pageOf(organizations(db).filter(wanted), input);
  const views = list.map((row) => organizationView(db, row, input.withCustomData));
  return { totalCount, list: views };
}

const LISTING = z.object({ ...paging, fetchAll: optional(flag), withCustomData });

/** `fetchAll` is about tenants' organizations, of which there are none here: it changes nothing. */
function listing({ db }: Context, input: z.output<typeof LISTING>) {
  const { totalCount, list } = pageOf(organizations(db), input);
  const views = list.map((row) => organizationView(db, row, input.withCustomData));
  return { totalCount, list: views };
}

/** Organizations. */
export const organizationRoutes: Endpoint[] = [
  post(
    "create-organization",
    z.object({
      ...ATTRIBUTES,
      organizationCode: key,
      organizationName: text.min(1),
      openDepartmentId: optional(text),
    }),
    create,
  ),
  get(
    "get-organization",
    z.object({ organizationCode: filledKey, withCustomData }),
    ({ db }, input) =>
      organizationView(db, organizationOf(db, input.organizationCode), input.withCustomData),
  ),
  get(
    "get-organization-batch",
    z.object({ organizationCodeList: list(key), withCustomData }),
    ({ db }, input) =>
      input.organizationCodeList.map((code) =>
        organizationView(db, organizationOf(db, code), input.withCustomData),
      ),
  ),
  get("list-organizations", LISTING, listing),
  get("search-organizations", SEARCH, search),
  post("update-organization", CHANGES, change),
  post("delete-organization", z.object({ organizationCode: filledKey }), ({ db }, input) => {
    deleteOrganization(db, organizationOf(db, input.organizationCode));
    return success();
  }),
];
