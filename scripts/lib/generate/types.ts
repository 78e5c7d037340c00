import type {
  ObjectShape,
  Property,
  ReferencesShape,
  Shape,
} from "../../../provider/engine/property";

/** The types of a kind's values, as the classes that users import call them in TypeScript. */

const REFERENCES = {
  ...{ org: "OrgRef", node: "NodeRef", user: "UserRef" },
  ...{ app: "AppRef", perm: "PermRef", scope: "ScopeRef" },
} as const;

/** Entries of lists whose members may have an end date. */
const ENTRIES = { node: "NodeEntry", user: "UserEntry" } as const;

/** What an entry of a list may be. */
function entryType({ to, as }: ReferencesShape): string {
  const hasEnd = as === "MemberMap" && (to === "node" || to === "user");
  return hasEnd ? ENTRIES[to] : REFERENCES[to];
}

const literals = (words: readonly string[]) =>
  words.map((word) => JSON.stringify(word)).join(" | ");

/** What a program gives. */
export function argType({ type, presence }: Property): string {
  const { shape } = type;
  if (shape.is === "reference") return REFERENCES[shape.to];
  const orNull = presence === "clearable" ? " | null" : "";
  return `pulumi.Input<${given(shape)}${orNull}>`;
}

function given(shape: Shape): string {
  if (shape.is === "references") return `${entryType(shape)}[]`;
  if (shape.is === "texts") return "pulumi.Input<string>[]";
  if (shape.is === "object") return shape.orOff ? `${shape.name} | false` : shape.name;
  return plain(shape);
}

/** What an output is, once it is there. */
export function outputType(shape: Shape): string {
  if (shape.is === "references") return shape.as;
  if (shape.is === "texts") return "string[]";
  if (shape.is === "object") return viewName(shape);
  return plain(shape);
}

/** The settings as an output has them, where lists are maps. */
export const viewName = ({ name }: ObjectShape): string => name.replace(/Args$/, "View");

function plain(shape: Exclude<Shape, ObjectShape>): string {
  switch (shape.is) {
    case "flag":
      return "boolean";
    case "number":
      return "number";
    case "limit":
      return "RemovalLimit";
    case "choice":
      return shape.name ?? literals(shape.of);
    case "internal":
      return shape.name;
    default:
      return "string";
  }
}

/** `NodeMembers` as the name of a file. */
export const kebab = (name: string): string => name.replace(/\B[A-Z]/g, "-$&").toLowerCase();
