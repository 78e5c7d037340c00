import { z } from "zod";
import { type Context, type Endpoint, endpoint, post, success } from "../endpoint";
import { type AccessRow, accessById, accessOf, authorize, withdraw } from "../model/app-access";
import { appOf } from "../model/apps";
import { describeSubject, findSubject } from "../model/subjects";
import { filledKey, flag, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";

/** The most entries of a call, each of which may name many subjects. */
const FEW = 10;
const KIND = z.enum(["USER", "ROLE", "GROUP", "ORG"]);
const EFFECT = z.enum(["ALLOW", "DENY"]);

const SUBJECTS = {
  targetType: KIND,
  targetIdentifier: z.array(text).min(1),
  namespaceCode: optional(text),
};

/** The subjects that exist; the others are passed over without a word (AUTHING.md 2). */
function existing({ db }: Context, entry: z.output<z.ZodObject<typeof SUBJECTS>>): number[] {
  return entry.targetIdentifier
    .map((id) => findSubject(db, entry.targetType, id, entry.namespaceCode ?? undefined))
    .filter((id) => id !== undefined);
}

const ALLOW = z.object({
  appId: filledKey,
  list: list(z.object({ ...SUBJECTS, effect: EFFECT, inheritByChildren: optional(flag) }), FEW),
});

function allow(context: Context, input: z.output<typeof ALLOW>) {
  const { id: app } = appOf(context.db, input.appId);
  for (const entry of input.list) {
    const { targetType: kind, effect, inheritByChildren } = entry;
    for (const target of existing(context, entry)) {
      authorize(context.db, { app, kind, target, effect, inherit: inheritByChildren ?? false });
    }
  }
  return success();
}

const REVOKE = z.object({ appId: filledKey, list: list(z.object(SUBJECTS), FEW) });

function revoke(context: Context, input: z.output<typeof REVOKE>) {
  const { id } = appOf(context.db, input.appId);
  for (const entry of input.list) {
    for (const target of existing(context, entry)) {
      withdraw(context.db, id, entry.targetType, target);
    }
  }
  return success();
}

function view({ db }: Context, row: AccessRow) {
  const { id: targetId, name: targetName } = describeSubject(db, row.kind, row.target);
  return {
    id: String(row.id),
    targetId,
    targetName,
    targetType: row.kind,
    effect: row.effect,
    enabled: row.enabled === 1,
    permissionType: "SUBJECT",
  };
}

const LISTING = z.object({
  ...paging,
  appId: filledKey,
  targetName: optional(text),
  targetTypeList: optional(z.array(KIND)),
  effect: optional(EFFECT),
  enabled: optional(flag),
});

function listing(context: Context, input: z.output<typeof LISTING>) {
  const { targetTypeList: kinds, effect, enabled, targetName } = input;
  const found = accessOf(context.db, appOf(context.db, input.appId).id)
    .map((row) => view(context, row))
    .filter(
      (each) =>
        (!kinds || kinds.length === 0 || kinds.includes(each.targetType)) &&
        (!effect || each.effect === effect) &&
        (enabled == null || each.enabled === enabled) &&
        each.targetName.includes(targetName ?? ""),
    );
  return pageOf(found, input);
}

/** Who may use an application. */
export const appAccessRoutes: Endpoint[] = [
  post("authorize-application-access", ALLOW, allow),
  post("revoke-application-access", REVOKE, revoke),
  post("list-applications-auth", LISTING, listing),
  post("update-auth-enabled", z.object({ id: text.min(1), enabled: flag }), ({ db }, input) => {
    const { id } = accessById(db, input.id);
    db.run("UPDATE app_access SET enabled = ? WHERE id = ?", Number(input.enabled), id);
    return success();
  }),
  endpoint({
    method: "DELETE",
    path: "batch-applications-auth",
    input: z.object({ authIds: list(text) }),
    run: ({ db }, input) => {
      for (const id of input.authIds) {
        db.run("DELETE FROM app_access WHERE id = ?", accessById(db, id).id);
      }
      return success();
    },
  }),
];
