import { systems } from "../../../provider/backends";
import type { Settings } from "../../../provider/configuration/setting";
import { common } from "../../../provider/configuration/settings";
import { LANGUAGES, type Programs } from "./examples/examples";

/** Pages in the form of Pulumi's registry, which shows these two beside what it makes of the schema. */

const frontMatter = (title: string, about: string) =>
  ["---", `title: ${title}`, `meta_desc: ${about}`, "layout: package", "---"].join("\n");

/** The overview: docs/_index.md. */
export const registryIndex = (programs: ReadonlyMap<string, Programs>): string =>
  [
    frontMatter("Identity", "Declare an organisation, its people, permissions and apps, as code."),
    "An organisation (its departments, groups, people, permissions and single-sign-on applications) on an identity server, declared in a Pulumi program: on ArkID, Keycloak or Authing.",
    "A preview says who joins and who leaves what. An apply takes out of a list only people whom its plan showed, and stops where more would go than a limit allows.",
    "## Example",
    chooser((language) => programs.get("NodeMembers")?.[language] ?? ""),
    "TypeScript and JavaScript programs may use the npm package [`pulumi-identity`](https://www.npmjs.com/package/pulumi-identity) itself, whose classes take resources in place of ids and need no plugin.",
    "A whole org fits in one file, which people edit who write no code:",
    chooser((language) => programs.get("OrgTree")?.[language] ?? ""),
    "",
  ].join("\n\n");

/** How to install and configure: docs/installation-configuration.md. */
export const registryInstallation = (): string =>
  [
    frontMatter(
      "Identity Installation & Configuration",
      "How to install the Identity provider, and to connect it to an identity server.",
    ),
    "## Installation",
    "The plugin is a program of Node.js 20.19 or later, in the npm package [`pulumi-identity`](https://www.npmjs.com/package/pulumi-identity). In the folder of the program:",
    "```sh\nnpm install pulumi-identity @pulumi/pulumi\n```",
    "and in `Pulumi.yaml`:",
    "```yaml\nplugins:\n  providers:\n    - { name: identity, path: node_modules/.bin }\n```",
    "YAML needs nothing else. For Python, Go, .NET and Java this makes a library of the plugin's schema, and adds it to the program:",
    "```sh\npulumi package add ./node_modules/.bin/pulumi-resource-identity\n```",
    "## Configuration",
    "As the stack's configuration:",
    "```sh\npulumi config set identity:url https://id.acme.example\npulumi config set identity:username iac\npulumi config set --secret identity:password …\n```",
    "or in the environment:",
    "```sh\nexport IDENTITY_URL=https://id.acme.example IDENTITY_USERNAME=iac IDENTITY_PASSWORD=…\n```",
    "An explicit provider takes the same as its inputs.",
    "## Settings",
    listOf(common),
    ...Object.entries(systems).flatMap(([name, { settings }]) => [
      `With \`identity:backend ${name}\` besides:`,
      listOf(settings),
    ]),
    "",
  ].join("\n\n");

const listOf = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, { doc, byDefault, secret }]) => {
      const variable = `IDENTITY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
      const otherwise = byDefault === undefined ? "" : ` Default: ${byDefault}.`;
      return `- \`identity:${name}\`${secret ? " (secret)" : ""}, or \`${variable}\`: ${doc}${otherwise}`;
    })
    .join("\n");

/** The same in each language, of which a reader chooses one. */
const chooser = (code: (language: (typeof LANGUAGES)[number]) => string): string =>
  [
    `{{< chooser language "${LANGUAGES.join(",")}" >}}`,
    ...LANGUAGES.map((language) =>
      [
        `{{% choosable language ${language} %}}`,
        `\`\`\`${language}\n${code(language)}\n\`\`\``,
        "{{% /choosable %}}",
      ].join("\n\n"),
    ),
    "{{< /chooser >}}",
  ].join("\n\n");
