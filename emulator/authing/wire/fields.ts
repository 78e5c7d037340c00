import { z } from "zod";
import { type Failure, invalid, malformed } from "./failure";

/** The longest code that anything takes. */
const CODE_LENGTH = 64;
/** The most entries of a batch, and of a page. */
export const MOST = 50;

/** A parameter that may be left out; `null` in a change empties it. */
export const optional = <T extends z.ZodType>(type: T) => type.nullable().optional();

/** A text that names or describes. */
export const text = z.string();

/** What is not there is looked up and not found; what is too long is no code. */
export const key = z.string().max(CODE_LENGTH);

/** A key that must say something. */
export const filledKey = key.min(1);

/** A switch; GET sends it as a word, which the Python client begins with a capital. */
export const flag = z.union([
  z.boolean(),
  z.enum(["true", "false", "True", "False"]).transform((word) => /^t/i.test(word)),
]);

/** A switch that is off unless it is given. */
export const off = optional(flag).transform((value) => value ?? false);

/** Which parts of a user a reader wants. */
export const PARTS = { withCustomData: off, withDepartmentIds: off, withIdentities: off };

/** How a request names a user. */
export const userIdType = z
  .enum([
    "user_id",
    "external_id",
    "phone",
    "email",
    "username",
    "identity",
    "sync_relation",
    "custom_field",
  ])
  .nullable()
  .optional()
  .transform((type) => type ?? "user_id");

/** What names one user. */
export const USER = { userId: text.min(1), userIdType };

/** The options of a request that names users in a list. */
export const userOptions = optional(z.object({ userIdType }));

/** A text that must say something, in the words of the newer endpoints. */
export const filled = (name: string, type = text) =>
  type.refine((value) => value !== "", { message: `${name} should not be empty` });

/** A number, which GET sends in digits. */
export const whole = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .pipe(z.int());

/**
 * A list; in a query it may be one text: a list of one as the official Python client sends it, or with
 * commas, as those for Java, Go and C# do.
 */
export const list = <T extends z.ZodType>(item: T, most = MOST) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",") : value),
    z.array(item).min(1).max(most),
  );

/** Anything that JSON holds under names: custom data, protocols' settings. */
export const anything = z.record(z.string(), z.unknown());

/** The ways to say nothing with an option: official clients send some of them unasked. */
const saysNothing = (value: unknown) =>
  !value ||
  (typeof value === "string" && /^false$/i.test(value)) ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** Options that nothing here can do: off or empty they are taken, anything else is refused in words. */
export const unserved = <N extends string>(why: string, ...names: N[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      z
        .unknown()
        .refine(saysNothing, { message: `${name} is not served here: ${why}` })
        .optional(),
    ]),
  ) as Record<N, z.ZodOptional<z.ZodUnknown>>;

/** There are no posts here, and nothing is flattened. */
export const NO_POSTS = unserved("there are no posts", "withPost");
export const NOT_FLAT = unserved("custom data is one object", "flatCustomData");

/** The parameters of a paged listing. */
export const paging = {
  page: whole.pipe(z.int().min(1)).default(1),
  limit: whole.pipe(z.int().min(1).max(MOST)).default(10),
};

/** The same for the newer endpoints, which word too high a limit otherwise. */
export const pagingOfNewer = {
  ...paging,
  limit: whole
    .pipe(z.int().min(1))
    .refine((limit) => limit <= MOST, { message: `limit must not be greater than ${MOST}` })
    .default(10),
};

/** The name that the reference complains about: of a list itself, not of what is in its entries. */
function nameOf(path: PropertyKey[]): string {
  const entry = path.findIndex((part) => typeof part === "number");
  const name = (entry < 0 ? path : path.slice(0, entry)).at(-1);
  return String(name ?? "body");
}

/** A rule with a text of its own is `custom`; the others name the parameter, however deep it lies. */
export function complaint(error: z.ZodError): Failure {
  const issue = error.issues[0];
  if (issue?.code === "custom") return invalid(issue.message);
  return malformed(nameOf(issue?.path ?? []));
}
