import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { freeOpenId, updateDepartment } from "../model/departments";
import { given } from "../model/keys";
import {
  createOrganization,
  deleteOrganization,
  organizationById,
  organizationOf,
  organizations,
  recode,
  rootOf,
} from "../model/organizations";
import { type OrganizationRow } from "../model/tables";
import {
  NO_POSTS,
  anything,
  filledKey,
  flag,
  key,
  list,
  off,
  optional,
  paging,
  text,
  unserved,
} from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json, organizationView } from "../views";

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

const NEW = z.object({
  ...ATTRIBUTES,
  organizationCode: key,
  organizationName: text.min(1),
  openDepartmentId: optional(text),
  ...unserved("there are no data objects", "metadata"),
});

const create = ({ db }: Context, input: z.output<typeof NEW>) =>
  organizationView(
    db,
    createOrganization(db, {
      code: input.organizationCode,
      name: input.organizationName,
      open_id: input.openDepartmentId || null,
      settings: JSON.stringify(attributesOf(input)),
    }),
  );

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

const SEARCH = z.object({ ...paging, keywords: text.min(1), withCustomData: off });
/** `fetchAll` is about tenants' organizations, of which there are none here: it changes nothing. */
const LISTING = z.object({
  ...paging,
  ...NO_POSTS,
  fetchAll: optional(flag),
  withCustomData: off,
  status: optional(flag),
});

function listing({ db }: Context, input: z.output<typeof LISTING> & { keywords?: string }) {
  const { keywords = "", status } = input;
  const wanted = (organization: OrganizationRow) =>
    organization.code.includes(keywords) || rootOf(db, organization).name.includes(keywords);
  const found = organizations(db)
    .filter((each) => status == null || rootOf(db, each).status === Number(status))
    .filter((each) => keywords === "" || wanted(each));
  return pageOf(found, input, (row) => organizationView(db, row, input.withCustomData));
}

const ONE = z.object({ organizationCode: filledKey });
const SOME = z.object({ organizationCodeList: list(key), ...NO_POSTS, withCustomData: off });

/** Organizations. */
export const organizationRoutes: Endpoint[] = [
  post("create-organization", NEW, create),
  get("get-organization", ONE.extend({ ...NO_POSTS, withCustomData: off }), ({ db }, input) =>
    organizationView(db, organizationOf(db, input.organizationCode), input.withCustomData),
  ),
  get("get-organization-batch", SOME, ({ db }, input) =>
    input.organizationCodeList.map((code) =>
      organizationView(db, organizationOf(db, code), input.withCustomData),
    ),
  ),
  get("list-organizations", LISTING, listing),
  get("search-organizations", SEARCH, listing),
  post("update-organization", CHANGES, change),
  post("delete-organization", ONE, ({ db }, input) => {
    deleteOrganization(db, organizationOf(db, input.organizationCode));
  }),
];
