import { z } from "zod";
import { type Body } from "./body";
import { message, type Message } from "./messages";
import { type Refusal, invalid } from "./refusal";

/** What is wrong with one value; usually a list of texts, sometimes a nested body. */
export class FieldError extends Error {
  constructor(readonly body: unknown) {
    super("invalid field");
  }
}

/** Refuses a value with one text. */
export function fail(text: Message | string): never {
  throw new FieldError([text]);
}

/**
 * One field of a request body, as Django REST framework's serializers see it.
 *
 * @param parse answers the value to store; throws `FieldError`
 * @param absent what is said where there is none
 */
export const field = <T>(
  parse: (value: unknown) => T,
  absent: Message | string = message("required"),
) =>
  z.unknown().transform((value, issues): T => {
    const refuse = (body: unknown) => {
      issues.addIssue({ code: "custom", params: { body } });
      return z.NEVER;
    };
    // Asked of every field that is left out, so that an error's stack would cost more than the rest.
    if (value === undefined) return refuse([absent]);
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      return refuse(error.body);
    }
  });

type Fields = Record<string, z.ZodType>;
type Changes<F extends Fields> = z.ZodObject<{ [K in keyof F]: z.ZodExactOptional<F[K]> }>;

/** The fields of a change: nothing is required. */
export const changesOf = <F extends Fields>(fields: F): Changes<F> =>
  z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, each]) => [name, each.exactOptional()]),
    ) as Changes<F>["shape"],
  );

/** A nested object; what is wrong with it is told below its name. */
export const block = <T extends z.ZodType>(fields: T) =>
  z.preprocess((value, issues) => {
    if (value === undefined || isObject(value)) return value;
    issues.addIssue({ code: "custom", params: { body: notObject(value) } });
    return z.NEVER;
  }, fields);

/** A body as the framework's views read it: JSON or a form. What is not a field is ignored. */
export const form = <T extends z.ZodType>(fields: T) =>
  z.preprocess((body) => asObject((body as Body).data()), fields);

/** A body as hand-written views read it: JSON whatever its content type. */
export const json = <T extends z.ZodType>(fields: T) =>
  z.preprocess((body) => asObject((body as Body).json()), fields);

/** As `json`, of views that then ask the framework too, which refuses types that it does not know. */
export const typedJson = <T extends z.ZodType>(fields: T) =>
  z.preprocess((body) => {
    const value = (body as Body).json();
    (body as Body).checkType();
    return asObject(value);
  }, fields);

/** A body whose fields its view looks at itself. */
export const anything = z.custom<Record<string, unknown>>();

/** The parameters of a query, the last value of each. */
export const query = <K extends string>(...names: K[]) =>
  z.object(
    Object.fromEntries(names.map((name) => [name, z.string().optional()])) as Record<
      K,
      z.ZodOptional<z.ZodString>
    >,
  );

/** Python's name of the type of a JSON value, which is part of a message. */
function pythonType(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  return Number.isInteger(value) ? "int" : "float";
}

/** A body that must be an object; 400 in the reference's words otherwise. */
export function asObject(body: unknown): Record<string, unknown> {
  if (isObject(body)) return body;
  throw invalid(notObject(body));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const notObject = (value: unknown) => ({
  non_field_errors: [value === null ? message("noData") : message("notDict", pythonType(value))],
});

/** Whether Python takes a value for nothing: what hand-written views read is often left out so. */
export const isFalsy = (value: unknown): boolean =>
  !value || (typeof value === "object" && Object.keys(value).length === 0);

/** One 400 that names every wrong field. */
export const complain = (error: z.ZodError): Refusal => invalid(errorsOf(error));

/** What is wrong by the names of the fields, nested as they are. */
export function errorsOf(error: z.ZodError): Record<string, unknown> {
  const errors: Record<string, unknown> = {};
  for (const issue of error.issues) {
    const { body = [issue.message] } = (issue.code === "custom" && issue.params) || {};
    const [last = "", ...outer] = issue.path.map(String).reverse();
    let place = errors;
    for (const name of outer.reverse()) place = (place[name] ??= {}) as Record<string, unknown>;
    place[last] = body as unknown;
  }
  return errors;
}

/** The fields of a body that no route's schema has; a 400 that names every wrong one. */
export function parseBody<T extends z.ZodType>(fields: T, body: unknown): z.output<T> {
  const result = fields.safeParse(body);
  if (!result.success) throw complain(result.error);
  return result.data;
}
