import type { Computed, Kind } from "../../../provider/engine/kind";
import type {
  ObjectShape,
  Output,
  Properties,
  Property,
  Shape,
} from "../../../provider/engine/property";
import { comment, example } from "./comment";
import { inputsOf, objectsIn, outputsOf } from "./parts";
import { argType, outputType, viewName } from "./types";

/** Where the names that types use come from. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "../backends/domain": [
    ...["ClientType", "Gender", "GrantType", "ManagerScope", "NodeKind", "Visibility"],
    ...["accessId", "rootOf"],
  ],
  "../configuration/choices": ["Adopt", "MemberMap", "Mode", "NameMap", "OnRemove", "RemovalLimit"],
  "./derived": ["derived"],
  "./refs": [
    ...["AppRef", "NodeEntry", "NodeRef", "OrgRef", "PermRef", "ScopeRef", "UserEntry", "UserRef"],
  ],
};
/** Functions among them: the rest are types. */
const FUNCTIONS = ["accessId", "derived", "rootOf"];

/** The class of a kind that users import, with the types of its arguments: the text of a module. */
export function resourceClass(kind: Kind): string {
  const inputs = inputsOf(kind);
  const body = [
    ...objectsIn(inputs).map(argsOfObject),
    args(kind, inputs),
    ...objectsIn(shown(inputs)).map(viewOf),
    ...objectsIn(outputsOf(kind)).map(viewOf),
    classOf(kind, inputs),
    form(kind, inputs),
  ].join("\n\n");
  return [
    "// Made from provider/kinds by `npm run generate`: change it there.",
    `import type * as pulumi from "@pulumi/pulumi";`,
    ...imports(body),
    `import { IdentityResource, type Form } from "./identity-resource";`,
    "",
    body,
    "",
  ].join("\n");
}

const isShown = ({ silent, secret, inputOnly }: Property) => !silent && !secret && !inputOnly;
const shown = (inputs: Properties): Properties =>
  Object.fromEntries(Object.entries(inputs).filter(([, one]) => isShown(one)));

/** Inputs that `check` may set are found out, as far as the engine's plan goes. */
const isFound = ({ presence, setByCheck }: Property) => presence === "defaulted" || setByCheck;

function imports(body: string): string[] {
  return Object.entries(IMPORTS).flatMap(([from, names]) => {
    const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
    if (used.length === 0) return [];
    const isType = used.every((name) => !FUNCTIONS.includes(name));
    const named = used.map((name) => (isType || FUNCTIONS.includes(name) ? name : `type ${name}`));
    return [`import ${isType ? "type " : ""}{ ${named.join(", ")} } from "${from}";`];
  });
}

function args({ name }: Kind, inputs: Properties): string {
  return `${comment(`Inputs of {@link ${name}}.`)}
export interface ${name}Args {
${fields(inputs)}
}`;
}

const argsOfObject = ({ name, doc, of }: ObjectShape): string => `${comment(doc)}
export interface ${name} {
${fields(of)}
}`;

function fields(properties: Properties): string {
  const field = ([key, one]: [string, Property]) => {
    const byDefault = one.byDefault === undefined ? [] : [`@default ${one.byDefault}`];
    const mark = one.presence === "required" ? "" : "?";
    return `${comment(one.doc, byDefault)}\n${key}${mark}: ${argType(one)};`;
  };
  return Object.entries(properties).map(field).join("\n");
}

function viewOf(shape: ObjectShape): string {
  const lines = Object.entries(shape.of).map(
    ([key, { type }]) => `readonly ${key}?: ${outputType(type.shape)};`,
  );
  return `${comment(`What is declared of it, as outputs have it: ${shape.doc}`)}
export interface ${viewName(shape)} {
${lines.join("\n")}
}`;
}

function classOf(kind: Kind, inputs: Properties): string {
  const { name, doc, get } = kind;
  const from = `${get.doc}: nothing of it is managed, and a destroy leaves it.`;
  return `${comment(doc, example(kind.example))}
export class ${name} extends IdentityResource<"${name}"> {
${Object.entries(shown(inputs)).map(declaredOutput).join("\n")}
${Object.entries(outputsOf(kind)).map(foundOutput).join("\n")}

constructor(name: string, args: ${name}Args, opts?: pulumi.CustomResourceOptions) {
super("${name}", name, { ...args }, form, opts);
}
${Object.entries(kind.computed ?? {})
  .map(computed)
  .join("\n")}

${comment(from, example(get.example))}
static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): ${name} {
return new ${name}(name, {} as ${name}Args, { ...opts, id });
}
}`;
}

function declaredOutput([key, one]: [string, Property]): string {
  const absent = { required: "", defaulted: "", optional: " | undefined", kept: " | undefined" };
  const or = one.presence === "clearable" ? " | null | undefined" : absent[one.presence];
  const doc = one.outputDoc === undefined ? "" : `${comment(one.outputDoc)}\n`;
  return `${doc}declare readonly ${key}: pulumi.Output<${outputType(one.type.shape)}${or}>;`;
}

function foundOutput([key, { doc, type, optional }]: [string, Output]): string {
  const or = optional ? " | undefined" : "";
  return `${comment(doc)}\ndeclare readonly ${key}: pulumi.Output<${outputType(type.shape)}${or}>;`;
}

function computed([key, { doc, of, takes }]: [string, Computed]): string {
  const [parameter, type] = takes ?? [];
  const signature = parameter === undefined ? `get ${key}()` : `${key}(${parameter}: ${type})`;
  const made = parameter === undefined ? of.name : `(id) => ${of.name}(id, ${parameter})`;
  return `
${comment(doc)}
${signature}: pulumi.Output<string> {
return derived(this, ${made});
}`;
}

/** What the constructor needs to know of the kind. */
function form(kind: Kind, inputs: Properties): string {
  const derived = Object.keys(kind.computed ?? {}).filter((key) => !kind.computed?.[key]?.takes);
  const outputs = [
    ...Object.entries(shown(inputs)).map(
      ([key, one]) => [key, isFound(one) ? "found" : "declared"] as const,
    ),
    ...Object.entries(outputsOf(kind)).map(([key]) => [key, "found"] as const),
  ];
  const names = Object.entries(inputs).flatMap(([key, { type }]) => {
    const to = namesIn(type.shape);
    return to === undefined ? [] : [`${key}: ${to},`];
  });
  const secrets = [...Object.entries(inputs), ...Object.entries(kind.outputs)]
    .filter(([, { secret }]) => secret)
    .map(([key]) => JSON.stringify(key));
  const type = [kind.name, ...derived.map((key) => JSON.stringify(key))].join(", ");
  return `const form: Form<${type}> = {
outputs: { ${outputs.map(([key, from]) => `${key}: "${from}"`).join(", ")} },
names: { ${names.join(" ")} },
secrets: [${secrets.join(", ")}],
};`;
}

function namesIn(shape: Shape): string | undefined {
  if (shape.is === "reference") return JSON.stringify(shape.to);
  if (shape.is === "references") return JSON.stringify([shape.to]);
  if (shape.is !== "object") return undefined;
  const within = Object.entries(shape.of).flatMap(([key, { type }]) => {
    const to = namesIn(type.shape);
    return to === undefined ? [] : [`${key}: ${to}`];
  });
  return within.length > 0 ? `{ ${within.join(", ")} }` : undefined;
}
