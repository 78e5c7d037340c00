import { z } from "zod";
import { type Context, type Endpoint, endpoint, post } from "../endpoint";
import { accessById, authorize } from "../model/app-access";
import { appOf } from "../model/apps";
import { describeSubject, findSubject } from "../model/subjects";
import { APP_ACCESS } from "../model/tables";
import { filledKey, flag, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";

/** The most entries of a call, each of which may name many subjects. */
const FEW = 10;

const KIND = z.enum(["USER", "ROLE", "GROUP", "ORG"]);
const EFFECT = z.enum(["ALLOW", "DENY"]);

const SUBJECTS = z.object({
  targetType: KIND,
  targetIdentifier: z.array(text).min(1),
  namespaceCode: optional(text),
});

/** The subjects that exist; the others are passed over without a word (AUTHING.md 2). */
const existing = ({ db }: Context, entry: z.output<typeof SUBJECTS>) =>
  entry.targetIdentifier
    .map((id) => findSubject(db, entry.targetType, id, entry.namespaceCode ?? undefined))
    .filter((id) => id !== undefined);

const ALLOWED = SUBJECTS.extend({
  effect: EFFECT,
  inheritByChildren: optional(flag),
});
const ALLOW = z.object({ appId: filledKey, list: list(ALLOWED, FEW) });

function allow(context: Context, input: z.output<typeof ALLOW>) {
  const { id: app } = appOf(context.db, input.appId);
  for (const entry of input.list) {
    const { targetType: kind, effect, inheritByChildren } = entry;
    const inherit = Number(inheritByChildren ?? false);
    for (const target of existing(context, entry)) {
      authorize(context.db, { app, kind, target, effect, inherit });
    }
  }
}

const REVOKE = z.object({ appId: filledKey, list: list(SUBJECTS, FEW) });

function revoke(context: Context, input: z.output<typeof REVOKE>) {
  const { id: app } = appOf(context.db, input.appId);
  for (const entry of input.list) {
    for (const target of existing(context, entry)) {
      APP_ACCESS.remove(context.db, { app, kind: entry.targetType, target });
    }
  }
}

const LISTING = z.object({
  ...paging,
  appId: filledKey,
  targetName: optional(text),
  targetTypeList: optional(z.array(KIND)),
  effect: optional(EFFECT),
  enabled: optional(flag),
});

function listing({ db }: Context, input: z.output<typeof LISTING>) {
  const { targetTypeList: kinds, effect, enabled, targetName } = input;
  const found = APP_ACCESS.list(db, { app: appOf(db, input.appId).id }, "id")
    .filter(
      (row) =>
        (!kinds?.length || kinds.includes(row.kind)) &&
        (!effect || row.effect === effect) &&
        (enabled == null || row.enabled === Number(enabled)),
    )
    .map((row) => ({ row, ...describeSubject(db, row.kind, row.target) }))
    .filter(({ name }) => name.includes(targetName ?? ""));
  return pageOf(found, input, ({ row, id: targetId, name }) => ({
    id: String(row.id),
    targetId,
    targetName: name,
    targetType: row.kind,
    effect: row.effect,
    enabled: row.enabled === 1,
    permissionType: "SUBJECT",
  }));
}

const SWITCH = z.object({ id: text.min(1), enabled: flag });

/** Who may use an application. */
export const appAccessRoutes: Endpoint[] = [
  post("authorize-application-access", ALLOW, allow),
  post("revoke-application-access", REVOKE, revoke),
  post("list-applications-auth", LISTING, listing),
  post("update-auth-enabled", SWITCH, ({ db }, input) => {
    const { id } = accessById(db, input.id);
    APP_ACCESS.update(db, { id }, { enabled: Number(input.enabled) });
  }),
  endpoint({
    method: "DELETE",
    path: "batch-applications-auth",
    input: z.object({ authIds: list(text) }),
    run: ({ db }, input) => {
      for (const id of input.authIds) APP_ACCESS.remove(db, { id: accessById(db, id).id });
    },
  }),
];
