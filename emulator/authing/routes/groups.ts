import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import {
  addGroupMember,
  createGroup,
  deleteGroup,
  findGroup,
  groupMembers,
  groupOf,
  groups,
  groupsOfUser,
  removeGroupMember,
  updateGroup,
} from "../model/groups";
import { given } from "../model/keys";
import { userOf } from "../model/users";
import { type GroupRow } from "../model/tables";
import {
  NOT_FLAT,
  PARTS,
  USER,
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
import { pageOf, wholeOf } from "../wire/pages";
import { json, userView } from "../views";

interface GroupParts {
  withMembers?: boolean | null | undefined;
  withCustomData?: boolean | undefined;
}

const view = ({ db }: Context, group: GroupRow, parts: GroupParts = {}) => ({
  id: group.key,
  code: group.code,
  name: group.name,
  description: group.description,
  type: group.type,
  ...(parts.withCustomData && { customData: json(group.custom) }),
  ...(parts.withMembers && { members: groupMembers(db, group.id).map((row) => userView(db, row)) }),
});

const NEW = z.object({
  code: filledKey,
  name: text.min(1),
  description: text.default(""),
  type: text.default("static"),
  customData: optional(anything),
});

const create = (context: Context, { customData, ...group }: z.output<typeof NEW>) =>
  view(context, createGroup(context.db, { ...group, custom: JSON.stringify(customData ?? {}) }));

const CHANGE = z.object({
  code: filledKey,
  name: optional(text.min(1)),
  description: optional(text),
  newCode: optional(key),
  customData: optional(anything),
});

function change(context: Context, input: z.output<typeof CHANGE>) {
  const { code, name, description, newCode, customData } = input;
  const group = groupOf(context.db, code);
  const columns = given({
    name: name ?? undefined,
    description: description ?? undefined,
    code: newCode || undefined,
    custom: customData ? JSON.stringify({ ...json(group.custom), ...customData }) : undefined,
  });
  return view(context, updateGroup(context.db, group, columns));
}

function createOrChange(context: Context, input: z.output<typeof NEW>) {
  if (findGroup(context.db, input.code)) return { created: false, data: change(context, input) };
  return { created: true, data: create(context, input) };
}

const MEMBERS = z.object({ code: filledKey, userIds: list(text) });

const changing =
  (apply: typeof addGroupMember) =>
  ({ db }: Context, input: z.output<typeof MEMBERS>) => {
    const group = groupOf(db, input.code);
    const users = input.userIds.map((userId) => userOf(db, userId));
    for (const user of users) apply(db, group.id, user.id);
  };

function remove({ db }: Context, input: { codeList: string[] }) {
  for (const code of input.codeList) {
    const group = findGroup(db, code);
    if (group) deleteGroup(db, group.id);
  }
}

const LISTING = z.object({
  ...paging,
  ...NOT_FLAT,
  ...unserved("there are no data objects", "withMetadata"),
  keywords: optional(text),
  withCustomData: off,
});

function listing(context: Context, input: z.output<typeof LISTING>) {
  const found = groups(context.db).filter(({ code, name }) =>
    `${code}\n${name}`.includes(input.keywords ?? ""),
  );
  return pageOf(found, input, (group) => view(context, group, input));
}

const ALL = z.object({ fetchMembers: optional(flag), withCustomData: off });

/** Groups: flat, of the whole pool. */
export const groupRoutes: Endpoint[] = [
  post("create-group", NEW, create),
  post("create-or-update-group", NEW, createOrChange),
  post("create-groups-batch", z.object({ list: list(NEW) }), (context, input) =>
    input.list.map((group) => create(context, group)),
  ),
  post("update-group", CHANGE, change),
  post("delete-groups-batch", z.object({ codeList: list(text) }), remove),
  get("get-group", z.object({ code: filledKey, withCustomData: off }), (context, input) =>
    view(context, groupOf(context.db, input.code), input),
  ),
  get("list-groups", LISTING, listing),
  get("get-all-groups", ALL, (context, { fetchMembers: withMembers, withCustomData }) =>
    groups(context.db).map((group) => view(context, group, { withMembers, withCustomData })),
  ),
  get(
    "list-group-members",
    z.object({ ...PARTS, ...NOT_FLAT, ...paging, code: filledKey }),
    ({ db }, input) => {
      return pageOf(groupMembers(db, groupOf(db, input.code).id), input, (row) =>
        userView(db, row, input),
      );
    },
  ),
  get("get-user-groups", z.object(USER), (context, input) => {
    const { id } = userOf(context.db, input.userId, input.userIdType);
    return wholeOf(groupsOfUser(context.db, id).map((group) => view(context, group)));
  }),
  post("add-group-members", MEMBERS, changing(addGroupMember)),
  post("remove-group-members", MEMBERS, changing(removeGroupMember)),
];
