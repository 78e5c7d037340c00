import { printable } from "../../provider/printable";
import { usedBy } from "../code/code";
import { WIDTH } from "../code/print";
import { usedIn } from "../code/statement";
import type { Section } from "./section";
import { isTree, sourceText } from "./source-text";

/** A program of more statements than this has a file for each subject. */
const LARGE = 60;

/** Files by name, each with its text. */
export type Files = Readonly<Record<string, string>>;

/**
 * The TypeScript of a program: one file, or where it is large one for each subject.
 * @param head sentences at the top of `index.ts`
 */
export function sourceFiles(all: readonly Section[], head: readonly string[]): Files {
  const sections = withoutUnused(all.filter(isFilled));
  const top = head.map((one) => `${`// ${printable(one)}`.trimEnd()}\n`).join("");
  if (sections.flatMap(({ statements }) => statements).length <= LARGE) {
    const texts = sections.map((one) => sourceText(one, new Set()));
    return { "index.ts": `${top}${importsOf(sections, [])}\n${texts.join("\n")}` };
  }
  const files = sections.map((section) => {
    const others = sections.filter((other) => other !== section);
    const imports = importsOf([section], others);
    const text = sourceText(section, new Set(others.flatMap(usedInSection)));
    return [`${section.subject}.ts`, `${imports}\n${text}`] as const;
  });
  const imports = sections.map(({ subject }) => `import "./${subject}";\n`);
  return { ...Object.fromEntries(files), "index.ts": `${top}${imports.join("")}` };
}

const isFilled = ({ statements, table }: Section) => statements.length > 0 || table !== undefined;

/** Without the variables that nothing uses. */
function withoutUnused(sections: readonly Section[]): Section[] {
  const used = new Set(sections.flatMap(usedInSection));
  return sections.map((section) => ({
    ...section,
    statements: section.statements.map((one) =>
      used.has(one.variable ?? "") ? one : { ...one, variable: undefined },
    ),
  }));
}

const usedInSection = ({ statements, table }: Section): string[] => [
  ...statements.flatMap(usedIn),
  ...(table === undefined ? [] : usedBy(table.org)),
];

/** What a file imports: from the packages, and from the files of other sections. */
function importsOf(sections: readonly Section[], others: readonly Section[]): string {
  const used = new Set(sections.flatMap(usedInSection));
  const hasTable = sections.some(({ table }) => table !== undefined);
  const kinds = sections.flatMap(({ statements }) => statements.map(({ kind }) => kind));
  const classes = new Set([...kinds, ...(hasTable ? ["OrgMember"] : [])]);
  const types = hasTable ? ["type OrgMemberArgs"] : [];
  const lines = [importLine([...[...classes].toSorted(), ...types], "pulumi-identity")];
  if (used.has("pulumi")) lines.unshift('import * as pulumi from "@pulumi/pulumi";\n');
  for (const section of others) {
    const theirs = section.statements.flatMap(({ variable }) => variable ?? []);
    const names = [...theirs, ...(isTree(section) ? ["existing"] : [])];
    const needed = names.filter((name) => used.has(name)).toSorted();
    if (needed.length > 0) lines.push(importLine(needed, `./${section.subject}`));
  }
  return lines.join("");
}

function importLine(names: readonly string[], from: string): string {
  const line = `import { ${names.join(", ")} } from "${from}";\n`;
  if (line.length - 1 <= WIDTH) return line;
  return `import {\n${names.map((one) => `  ${one},\n`).join("")}} from "${from}";\n`;
}
