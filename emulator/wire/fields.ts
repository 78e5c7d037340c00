import { message, type Message } from "./messages";
import { invalid } from "./refusal";

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

/** One field of a request body, as Django REST framework's serializers see it. */
export interface Field<T> {
  /** The value to store; throws `FieldError`. */
  parse(value: unknown): T;
  required?: boolean;
}

/** The fields of a body by name. */
export type Fields = Record<string, Field<unknown>>;

/** What `validate` answers: only the fields that the body had. */
export type Values<F extends Fields> = {
  [K in keyof F]?: F[K] extends Field<infer T> ? T : never;
};

/** Python's name of the type of a JSON value, which is part of a message. */
function pythonType(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  return Number.isInteger(value) ? "int" : "float";
}

/** A body that must be an object; 400 in the reference's words otherwise. */
export function asObject(body: unknown): Record<string, unknown> {
  if (body === null) throw invalid({ non_field_errors: [message("noData")] });
  if (typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
  throw invalid({ non_field_errors: [message("notDict", pythonType(body))] });
}

/**
 * Checks a body against its fields and answers the values present in it; what is not a field is
 * ignored. Throws one 400 that names every wrong field.
 *
 * @param partial a PATCH: nothing is required
 */
export function validate<F extends Fields>(
  fields: F,
  body: unknown,
  { partial = false } = {},
): Values<F> {
  const { values, errors } = check(fields, asObject(body), partial);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return values;
}

/** As `validate`, but for callers that add errors of their own before refusing. */
export function check<F extends Fields>(
  fields: F,
  body: Record<string, unknown>,
  partial = false,
): { values: Values<F>; errors: Record<string, unknown> } {
  const values: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = body[name];
    if (value === undefined) {
      if (field.required && !partial) errors[name] = [message("required")];
      continue;
    }
    try {
      values[name] = field.parse(value);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      errors[name] = error.body;
    }
  }
  return { values: values as Values<F>, errors };
}
