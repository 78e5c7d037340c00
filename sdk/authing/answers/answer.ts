import { z } from "zod";

/** What a call was given. */
export type Asked = Readonly<Record<string, unknown>>;

/**
 * Looks whether the data of an answer is what was asked for.
 * @returns what is wrong with it, without its values; undefined where nothing is
 */
export type Answer = (data: unknown, asked: Asked) => string | undefined;

/** Which values the fields of an object must have, by what was asked for. */
type Identity = (asked: Asked) => Asked;

/** An object of this form, and the very one that was asked for. */
export const one =
  (schema: z.ZodType, identity: Identity = () => ({})): Answer =>
  (data, asked) =>
    formProblem(schema, data) ?? identityProblem(identity(asked), data as Asked, "data");

/** A list inside the data, page or whole; the count is missing on some. */
export function listOf(schema: z.ZodType, identity: Identity = () => ({})): Answer {
  const form = z.looseObject({ totalCount: z.int().min(0).optional(), list: z.array(schema) });
  return (data, asked) =>
    formProblem(form, data) ??
    firstProblem((data as { list: Asked[] }).list, (item, index) =>
      identityProblem(identity(asked), item, `data.list[${index}]`),
    );
}

/**
 * A list that is no page: one with fewer than it counts lacks some.
 * @param uncounted how many may be counted and not listed
 */
export function wholeListOf(schema: z.ZodType, identity: Identity, uncounted = 0): Answer {
  const form = listOf(schema, identity);
  return (data, asked) => {
    const problem = form(data, asked);
    if (problem !== undefined) return problem;
    const { totalCount = 0, list } = data as { totalCount?: number; list: unknown[] };
    const isShort = list.length + uncounted < totalCount;
    return isShort ? "data.list is shorter than data.totalCount says" : undefined;
  };
}

/** Objects of this form, each of which is one of those that were asked for. */
export function someOf(
  schema: z.ZodType,
  among: (asked: Asked) => { readonly field: string; readonly values: unknown },
): Answer {
  const form = z.array(schema);
  return (data, asked) => {
    const { field, values } = among(asked);
    const isAsked = (item: Asked) => !Array.isArray(values) || values.includes(item[field]);
    return (
      formProblem(form, data) ??
      firstProblem(data as Asked[], (item, index) =>
        isAsked(item) ? undefined : `data[${index}].${field} is none that was asked for`,
      )
    );
  };
}

/** The fields of an object that say the same as the input does, by one name in both. */
export const same =
  (...names: readonly string[]): Identity =>
  (asked) =>
    Object.fromEntries(names.map((name) => [name, asked[name]]));

function firstProblem<T>(
  items: readonly T[],
  problemOf: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function formProblem(schema: z.ZodType, data: unknown): string | undefined {
  const issue = schema.safeParse(data).error?.issues[0];
  if (issue === undefined) return undefined;
  // Zod's words tell of types and lengths, never of a value.
  const expected = issue.message.replace(/^[^:]*: /, "");
  const where = z.core.toDotPath(["data", ...issue.path]);
  return expected.endsWith("received undefined") ? `${where} is missing` : `${where}: ${expected}`;
}

function identityProblem(wanted: Asked, data: Asked, where: string): string | undefined {
  const other = Object.entries(wanted).find(
    ([name, value]) => value !== undefined && data[name] !== value,
  );
  return other && `${where}.${other[0]} is not ${JSON.stringify(other[1])}, which was asked for`;
}
