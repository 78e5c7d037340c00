import { z } from "zod";
import { userTexts } from "../../backends/domain";
import type { Problem } from "../../files/problem";
import { either, given, listOf, problemsOf, shape, text } from "../../files/shape";

const flag = z.boolean({ error: ({ input }) => `${given(input)}: give true or false` });
const byText = <S extends z.ZodType>(of: S, what: string) =>
  z.record(z.string(), of, { error: ({ input }) => `${given(input)}: give ${what}` });

const rule = {
  column: either("the name of a column, or a list of names", [text, listOf(text)]),
  join: text.optional(),
  trim: flag.optional(),
  values: byText(text, "texts by what they replace").optional(),
  before: text.optional(),
  lowerCase: flag.optional(),
};
const columnOf = (more: z.ZodRawShape = {}) =>
  either("the name of a column, or column with what is done to its cells", [
    text,
    shape("a column", { ...rule, ...more }),
  ]);
const column = columnOf();
const separator = either("a text, or false for none", [text, z.literal(false)]).optional();
const ofNodes = columnOf({
  separator,
  pathSeparator: text.optional(),
  makeMissing: flag.optional(),
});
const nodes = either("a column, or a list of columns", [ofNodes, listOf(ofNodes)]).optional();

const columns = shape("columns", {
  key: column.optional(),
  previously: columnOf({ separator }).optional(),
  username: column.optional(),
  ...Object.fromEntries(
    userTexts.map((key) => [key, columnOf({ clear: flag.optional() }).optional()]),
  ),
  gender: column.optional(),
  until: columnOf({ dateFormat: text.optional() }).optional(),
  ...{ department: nodes, groups: nodes, roles: nodes, labels: nodes },
});

const usernameFrom = shape("how usernames are made", {
  form: text,
  append: text.optional(),
  letters: byText(text, "letters by what they replace").optional(),
  ...{ name: text.optional(), first: text.optional(), last: text.optional() },
}).refine(({ name, first, last }) => (name === undefined) === Boolean(first && last), {
  error: "give name, the column of full names, or first and last",
});

const files = listOf(
  shape("a file of people", {
    file: text,
    columns,
    usernameFrom: usernameFrom.optional(),
    where: byText(
      either("a text, or a list of texts", [text, listOf(text)]),
      "texts by column",
    ).optional(),
    leaveAfterEnd: flag.optional(),
    format: z.enum(["csv", "json", "yaml"], { error: "give csv, json or yaml" }).optional(),
    separator: text.optional(),
    encoding: text.optional(),
  }),
);

/** What is invalid about files of people, as a program in any language gives them: each with its options. */
export const peopleProblems = (value: unknown): Problem[] =>
  problemsOf(files.safeParse(value).error?.issues ?? []);
