import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { now } from "../model/keys";
import { given } from "../model/rows";
import { findSubject } from "../model/subjects";
import { missing } from "../wire/failure";
import { anything, flag, list, optional, text } from "../wire/fields";
import { type Shape, json } from "../wire/views";

const KIND = z.enum(["USER", "ROLE", "GROUP", "DEPARTMENT"]);
type Kind = z.output<typeof KIND>;

const FIELD = z.object({
  targetType: KIND,
  key: text.min(1),
  dataType: optional(z.enum(["STRING", "NUMBER", "DATETIME", "BOOLEAN", "ENUM"])),
  label: optional(text),
  description: optional(text),
  encrypted: optional(flag),
  isUnique: optional(flag),
  userEditable: optional(flag),
  visibleInAdminConsole: optional(flag),
  visibleInUserCenter: optional(flag),
  options: optional(z.array(anything)),
  i18n: optional(anything),
});

const BLANK = {
  dataType: "STRING",
  isUnique: false,
  userEditable: true,
  visibleInAdminConsole: true,
  visibleInUserCenter: true,
};

function fieldOf({ db }: Context, kind: Kind, key: string): Shape | undefined {
  const row = db.get<{ settings: string }>(
    "SELECT settings FROM custom_fields WHERE target = ? AND key = ?",
    kind,
    key,
  );
  return row && json(row.settings);
}

/** Makes a field or changes what is given of one. */
function set(context: Context, { targetType, key, ...rest }: z.output<typeof FIELD>): Shape {
  const before = fieldOf(context, targetType, key) ?? { ...BLANK, label: key, createdAt: now() };
  const field: Shape = { ...before, ...given(rest), targetType, key };
  context.db.run(
    "INSERT OR REPLACE INTO custom_fields (target, key, settings) VALUES (?, ?, ?)",
    targetType,
    key,
    JSON.stringify(field),
  );
  return field;
}

const TABLES: Record<Kind, string> = {
  USER: "users",
  ROLE: "roles",
  GROUP: "user_groups",
  DEPARTMENT: "departments",
};

const TARGET = {
  targetType: KIND,
  targetIdentifier: text.min(1),
  namespace: optional(text),
};

/** Where the custom data of an object lie; 404 where it does not exist. */
function placeOf(
  { db }: Context,
  { targetType, targetIdentifier, namespace }: z.output<z.ZodObject<typeof TARGET>>,
) {
  const id = findSubject(db, targetType, targetIdentifier, namespace ?? undefined);
  if (id === undefined) throw missing("对象", "The object");
  return { id, table: TABLES[targetType] };
}

function dataOf(context: Context, input: z.output<z.ZodObject<typeof TARGET>>): Shape {
  const { id, table } = placeOf(context, input);
  const row = context.db.get<{ custom: string | null }>(
    `SELECT custom FROM ${table} WHERE id = ?`,
    id,
  );
  return json(row?.custom ?? null);
}

const DATA = z.object({
  ...TARGET,
  list: list(z.object({ key: text.min(1), value: z.unknown() })),
});

function setData(context: Context, input: z.output<typeof DATA>) {
  const { id, table } = placeOf(context, input);
  const data = Object.fromEntries(input.list.map(({ key, value }) => [key, value]));
  const whole = JSON.stringify({ ...dataOf(context, input), ...data });
  context.db.run(`UPDATE ${table} SET custom = ? WHERE id = ?`, whole, id);
  return success();
}

/** Fields that a pool defines of its own, and their values. */
export const customFieldRoutes: Endpoint[] = [
  get("get-custom-fields", z.object({ targetType: KIND }), ({ db }, { targetType }) =>
    db
      .all<{ settings: string }>("SELECT settings FROM custom_fields WHERE target = ?", targetType)
      .map(({ settings }) => json(settings)),
  ),
  post("set-custom-fields", z.object({ list: list(FIELD) }), (context, input) =>
    input.list.map((field) => set(context, field)),
  ),
  post(
    "delete-custom-fields",
    z.object({ list: list(z.object({ targetType: KIND, key: text })) }),
    ({ db }, input) => {
      for (const { targetType, key } of input.list) {
        db.run("DELETE FROM custom_fields WHERE target = ? AND key = ?", targetType, key);
      }
      return success();
    },
  ),
  get("get-custom-data", z.object(TARGET), dataOf),
  post("set-custom-data", DATA, setData),
];
