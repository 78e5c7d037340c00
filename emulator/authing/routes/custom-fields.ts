import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { given, known, now } from "../model/keys";
import { TABLES, findSubject } from "../model/subjects";
import { CUSTOM_FIELDS } from "../model/tables";
import { missing } from "../wire/failure";
import { anything, flag, list, optional, text } from "../wire/fields";
import { json } from "../views";
import { type Shape } from "../wire/shape";
import { same } from "../../same";

const KIND = z.enum(["USER", "ROLE", "GROUP", "DEPARTMENT"]);

const FIELD = z.object({
  targetType: KIND,
  key: text.min(1),
  dataType: optional(z.enum(["STRING", "NUMBER", "DATETIME", "BOOLEAN", "ENUM"])),
  label: optional(text),
  description: optional(text),
  ...same(
    optional(flag),
    "encrypted",
    "isUnique",
    "userEditable",
    "visibleInAdminConsole",
    "visibleInUserCenter",
  ),
  options: optional(z.array(anything)),
  i18n: optional(anything),
  validateRules: optional(z.array(anything)),
  appIds: optional(z.array(text)),
  desensitization: optional(anything),
});

const BLANK = {
  dataType: "STRING",
  isUnique: false,
  userEditable: true,
  visibleInAdminConsole: true,
  visibleInUserCenter: true,
};

/** Makes a field or changes what is given of one. */
function set({ db }: Context, { targetType: target, key, ...rest }: z.output<typeof FIELD>): Shape {
  const kept = CUSTOM_FIELDS.find(db, { target, key });
  const before = kept ? json(kept.settings) : { ...BLANK, label: key, createdAt: now() };
  const field: Shape = { ...before, ...given(rest), targetType: target, key };
  CUSTOM_FIELDS.insert(db, { target, key, settings: JSON.stringify(field) }, "REPLACE");
  return field;
}

const TARGET = z.object({
  targetType: KIND,
  targetIdentifier: text.min(1),
  namespace: optional(text),
});

/** Where the custom data of an object lie; 404 where it does not exist. */
function placeOf({ db }: Context, input: z.output<typeof TARGET>) {
  const { targetType, targetIdentifier, namespace } = input;
  const id = findSubject(db, targetType, targetIdentifier, namespace ?? undefined);
  return { id: known(id, () => missing("对象", "The object")), table: TABLES[targetType] };
}

function dataOf(context: Context, input: z.output<typeof TARGET>): Shape {
  const { id, table } = placeOf(context, input);
  const sql = `SELECT custom FROM ${table} WHERE id = ?`;
  return json(context.db.get<{ custom: string | null }>(sql, id)?.custom ?? null);
}

const DATA = TARGET.extend({ list: list(z.object({ key: text.min(1), value: z.unknown() })) });

function setData(context: Context, input: z.output<typeof DATA>) {
  const { id, table } = placeOf(context, input);
  const data = Object.fromEntries(input.list.map(({ key, value }) => [key, value]));
  const whole = JSON.stringify({ ...dataOf(context, input), ...data });
  context.db.run(`UPDATE ${table} SET custom = ? WHERE id = ?`, whole, id);
}

const FIELDS = z.object({ list: list(z.object({ targetType: KIND, key: text })) });

/** Fields that a pool defines of its own, and their values. */
export const customFieldRoutes: Endpoint[] = [
  get("get-custom-fields", z.object({ targetType: KIND }), ({ db }, { targetType: target }) =>
    CUSTOM_FIELDS.list(db, { target }, "key").map(({ settings }) => json(settings)),
  ),
  post("set-custom-fields", z.object({ list: list(FIELD) }), (context, input) =>
    input.list.map((field) => set(context, field)),
  ),
  post("delete-custom-fields", FIELDS, ({ db }, input) => {
    for (const { targetType, key } of input.list) {
      CUSTOM_FIELDS.remove(db, { target: targetType, key });
    }
  }),
  get("get-custom-data", TARGET, dataOf),
  post("set-custom-data", DATA, setData),
];
