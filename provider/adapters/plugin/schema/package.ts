import { version } from "../../../../sdk/version";
import type { Kind } from "../../../engine/kind";
import { kinds } from "../../../kinds";
import { pluginType } from "../../../run/stack/types";
import { functions, type PluginFunction } from "../functions";
import { examples } from "./examples";
import { orgTree, treeTypes } from "./org-tree";
import { peopleTypes } from "./people";
import { resource, typesOf } from "./resource";
import { settingSpecs } from "./settings";
import { inputTypes, outputTypes, untilTypes } from "./types";
import { found, input, mapped, requiredOf } from "./values";

/**
 * The package schema, of which Pulumi makes a library for each language: made from the kinds, so
 * that a page, a class and the schema say one thing.
 */
export function packageSchema(texts: Readonly<Record<string, string>> = examples): object {
  const all: readonly Kind[] = Object.values(kinds);
  const settings = settingSpecs();
  const lookups = [...functions.values()];
  const types = [
    ...all.flatMap(typesOf),
    ...untilTypes,
    ...treeTypes(),
    ...peopleTypes(),
    ...lookups.flatMap(({ inputs, outputs }) => [...inputTypes(inputs), ...outputTypes(outputs)]),
  ];
  return {
    name: "identity",
    version,
    displayName: "Identity",
    description:
      "An organisation, its departments, groups, people, permissions and single-sign-on applications, declared in a Pulumi program.",
    keywords: ["pulumi", "identity", "iam", "category/infrastructure", "kind/native"],
    license: "Apache-2.0",
    homepage: REPOSITORY,
    repository: REPOSITORY,
    // A library is a whole package of its language, also by gen-sdk: in Go it has a go.mod.
    meta: { supportPack: true },
    config: { variables: settings },
    provider: {
      description: "A connection to one server: several in one program are several tenants.",
      inputProperties: settings,
    },
    resources: {
      ...byToken(all, (kind) => resource(kind, texts[kind.name] ?? "")),
      [pluginType("OrgTree")]: orgTree(texts.OrgTree ?? ""),
    },
    functions: byToken(lookups, functionSpec),
    types: Object.fromEntries(types),
    language,
  };
}

const byToken = <T extends { readonly name: string }>(all: readonly T[], to: (one: T) => object) =>
  Object.fromEntries(all.map((one) => [pluginType(one.name), to(one)]));

const functionSpec = ({ doc, inputs, outputs }: PluginFunction): object => ({
  description: doc,
  inputs: { type: "object", properties: mapped(inputs, input), required: requiredOf(inputs) },
  outputs: {
    type: "object",
    properties: mapped(outputs, found),
    required: Object.keys(outputs).filter((key) => !outputs[key]?.optional),
  },
});

const REPOSITORY = "https://github.com/pulumi-identity/pulumi-identity";

/** TypeScript has classes of its own: the npm package of the dynamic form. */
const language = {
  nodejs: { packageName: "pulumi-identity-plugin", respectSchemaVersion: true },
  python: {
    packageName: "pulumi_identity",
    pyproject: { enabled: true },
    respectSchemaVersion: true,
  },
  go: {
    importBasePath: `${REPOSITORY.replace("https://", "")}/sdk/go/identity`,
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: { respectSchemaVersion: true },
  java: {},
};
