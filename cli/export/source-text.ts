import { printable } from "../../provider/printable";
import { Expression } from "../code/code";
import { print, WIDTH } from "../code/print";
import { printStatement, type Statement } from "../code/statement";
import type { Section, Table } from "./section";

const ADOPTED = `/** All of this exists: it is taken over, and never made. On another, empty server: "never". */
`;

/**
 * The text of a part of a program, without imports.
 * @param exported variables that other files use
 */
export function sourceText(section: Section, exported: ReadonlySet<string>): string {
  const { title, statements, table } = section;
  const keyword = exported.has("existing") ? "export const" : "const";
  const existing = isTree(section)
    ? `${ADOPTED}${keyword} existing = { adopt: "only" } as const;\n\n`
    : "";
  const texts = statements.map((one) =>
    printStatement({ ...one, isExported: exported.has(one.variable ?? "") }),
  );
  const parts = [apart(statements, texts), ...(table === undefined ? [] : [tableText(table)])];
  return `${existing}// ${printable(title)}\n${parts.filter(Boolean).join("\n")}`;
}

/** Whether it has the tree, which comes first. */
export const isTree = ({ statements }: Section): boolean =>
  statements.some(({ kind }) => kind === "OrgTree");

/** Statements of several lines stand apart. */
function apart(statements: readonly Statement[], texts: readonly string[]): string {
  const isLong = (index: number) => (texts[index] ?? "").split("\n").length > 2;
  const isApart = (index: number) => index > 0 && (isLong(index) || isLong(index - 1));
  return statements.map((_, index) => `${isApart(index) ? "\n" : ""}${texts[index]}`).join("");
}

function tableText({ org, rows }: Table): string {
  // Always a row a line.
  const table = print(rows, { indent: 0, before: WIDTH, after: 1 });
  return `const fields: Record<string, Omit<OrgMemberArgs, "org" | "user">> = ${table};
for (const [user, more] of Object.entries(fields)) {
  new OrgMember(user, ${print({ org, user: new Expression("user"), "...more": new Expression("more") }, { indent: 2, before: 24, after: 2 })});
}
`;
}
