import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import type { Hosts } from "../languages/hosts";
import { Project } from "../support/project";
import type { Workshop } from "../support/workshop";

/** An empty project whose program is in another language, run by that language's host. */
export function foreignProject(
  shop: Workshop,
  hosts: Hosts,
  name: string,
  env: NodeJS.ProcessEnv = {},
  besides: readonly string[] = [],
): Project {
  const folders = [...besides, hosts.run, shop.engine.path, process.env.PATH];
  const PATH = folders.filter(Boolean).join(delimiter);
  return new Project(shop, name, { env: { ...env, PATH } });
}

/** A program in YAML, whose provider is the plugin of the package. */
export const inYaml = (name: string, program: string): string => `name: ${name}
runtime: yaml
plugins:
  providers:
    - { name: identity, path: node_modules/.bin }
${program}`;

/** An example in another language, as it is in its folder. */
export function foreignExample(...given: Parameters<typeof foreignProject>): Project {
  const project = foreignProject(...given);
  const [, , name] = given;
  const folder = join(CHECKOUT, "examples", name);
  const files = readdirSync(folder).filter((file) => file !== "package.json");
  for (const file of files) project.write(file, readFileSync(join(folder, file), "utf8"));
  return project;
}

/** Has the CLI make a language's library out of the plugin's schema, in the project's `sdk/<language>`. */
export async function generateLibrary(project: Project, hosts: Hosts, language: string) {
  const plugin = "./node_modules/.bin/pulumi-resource-identity";
  const cli = `pulumi package gen-sdk ${plugin} --language ${language} --out sdk`;
  const { code, output } = await project.shell(`PATH="${hosts.generate}${delimiter}$PATH" ${cli}`);
  assert.equal(code, 0, output);
  assert.match(output, /SDK has been written to sdk/);
}
