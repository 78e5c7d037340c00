import type { Kind } from "../../../provider/engine/kind";
import {
  type ObjectShape,
  type Output,
  type Properties,
  type Property,
} from "../../../provider/engine/property";
import { inputsOf, objectsIn, outputsOf } from "./parts";
import { argType, outputType } from "./types";

/** The reference page of a kind: Markdown. */
export function referencePage(kind: Kind): string {
  const { name, doc, get } = kind;
  const inputs = inputsOf(kind);
  return [
    `# ${name}`,
    doc,
    fence(kind.example),
    "## Inputs",
    inputTable(inputs),
    ...objectsIn(inputs).flatMap(objectSection),
    "## Outputs",
    outputTable(kind),
    "## Reading one that is there",
    `${get.doc}: nothing of it is managed, and a destroy leaves it.`,
    fence(get.example),
    "",
  ].join("\n\n");
}

/** The page that leads to the others. */
export const referenceIndex = (kinds: readonly Kind[]): string =>
  [
    "# Resources",
    "Made from `provider/kinds` by `npm run generate`.",
    kinds.map(({ name, doc }) => `- [${name}](${name}.md): ${doc.split(". ")[0]}.`).join("\n"),
    "",
  ].join("\n\n");

const fence = (code: string) => `\`\`\`ts\n${code}\n\`\`\``;

const objectSection = ({ name, doc, of }: ObjectShape): string[] => [
  `### ${name}`,
  doc,
  inputTable(of),
];

function inputTable(properties: Properties): string {
  const rows = Object.entries(properties).map(([key, one]) =>
    row([
      `\`${key}\`${one.presence === "required" ? " (required)" : ""}`,
      code(typeOf(one)),
      said(one),
    ]),
  );
  return table(["input", "type", ""], rows);
}

/** The words of a choice say more than the name of their type. */
function typeOf(one: Property): string {
  const { shape } = one.type;
  if (shape.is === "choice") return shape.of.map((word) => JSON.stringify(word)).join(" | ");
  return argType(one).replaceAll(/pulumi\.Input<(\w+)>/g, "$1");
}

function said({ doc, byDefault }: Property): string {
  return byDefault === undefined ? doc : `${doc} Default: ${byDefault}.`;
}

/** The inputs are outputs as well, but for secrets and what only steers the provider. */
function outputTable(kind: Kind): string {
  const { computed = {} } = kind;
  const rows = [
    ...Object.entries(outputsOf(kind)).map(([key, one]: [string, Output]) =>
      row([`\`${key}\``, code(outputType(one.type.shape)), one.doc]),
    ),
    ...Object.entries(computed).map(([key, { doc, takes }]) =>
      row([`\`${takes ? `${key}(${takes[0]})` : key}\``, code("string"), doc]),
    ),
    row(["`tenant`", code("string"), "The tenant that holds the object."]),
  ];
  return table(["output", "type", ""], rows);
}

const code = (type: string) => `\`${type.replace(/pulumi\.Input<(.*)>/, "$1")}\``;
const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly string[]) =>
  [row(head), row(head.map(() => "---")), ...rows].join("\n");
