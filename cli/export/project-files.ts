import { Document } from "yaml";
import { version } from "../../sdk/version";
import { WIDTH } from "../code/print";
import type { Files } from "./source-files";

/** What the files of a project say of it. */
export interface ProjectFacts {
  /** The project's name: letters, digits and `-`. */
  readonly name: string;
  /** Settings that are no secrets, by name: `identity:<name>`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Lines on what could not be taken along. */
  readonly gaps: readonly string[];
}

/** All but the program itself: `Pulumi.yaml`, `package.json`, `tsconfig.json`, `README.md`. */
export function projectFiles(facts: ProjectFacts): Files {
  return {
    "Pulumi.yaml": pulumiYaml(facts),
    "package.json": json({
      name: facts.name,
      private: true,
      dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-identity": `^${version}` },
      devDependencies: { "@types/node": "^20", typescript: "~6.0" },
      prettier: { printWidth: WIDTH },
    }),
    "tsconfig.json": json({
      compilerOptions: {
        ...{ target: "ES2022", module: "NodeNext", moduleResolution: "NodeNext", strict: true },
        ...{ skipLibCheck: true, outDir: "bin" },
      },
      include: ["*.ts"],
    }),
    ".gitignore": "/bin/\n/node_modules/\n",
    "README.md": readme(facts),
  };
}

const json = (value: object) =>
  `${JSON.stringify(value, undefined, 2).replace(/\[\n\s+("[^"]*")\n\s+\]/g, "[$1]")}\n`;

function pulumiYaml({ name, settings }: ProjectFacts): string {
  const config = Object.entries({ ...settings, onRemove: "keep" }).map(
    ([key, value]) => [`identity:${key}`, { value }] as const,
  );
  const description = "An org that existed, under code";
  const project = { name, description, runtime: "nodejs", config: Object.fromEntries(config) };
  return new Document(project).toString({ lineWidth: 0 });
}

/** Settings that a stack signs in by: what anybody may know, what may be in its place, and the secret. */
const credentials: Readonly<Record<string, readonly [string, string, string]>> = {
  arkid: ["username", "or identity:token", "password"],
  authing: ["accessKeyId", "the user pool's, or an administrator's", "accessKeySecret"],
  keycloak: ["clientId", "or an administrator's identity:username and password", "clientSecret"],
};

function readme({ name, settings, gaps }: ProjectFacts): string {
  const [account, or, secret] = credentials[settings.backend ?? "arkid"] ?? ["…", "…", "…"];
  const missing =
    gaps.length === 0
      ? ""
      : `
## What is not in it

${gaps.map((gap) => `- ${escaped(gap)}\n`).join("")}`;
  return `# ${name}

An org that existed, as a [Pulumi](https://www.pulumi.com) program: \`pulumi-identity export\` wrote it.

- \`org.yaml\`: departments, groups, roles, labels, people, and who is where.
- \`index.ts\`, and the files that it imports: all the rest.

## First

\`\`\`sh
npm install                                      # writes package-lock.json: keep it, and CI takes npm ci
pulumi stack init prod
${`pulumi config set identity:${account} …`.padEnd(48)} # ${or}
pulumi config set --secret identity:${secret} …
pulumi preview                                   # all is taken over, nothing is made
pulumi up                                        # writes the state, and nothing to the server
npx pulumi-identity drift                        # finds nothing
\`\`\`

The program has no passwords and no client secrets; people keep theirs, and so do apps.

## Later

- \`identity:onRemove: keep\` in \`Pulumi.yaml\`: what is deleted from the program stays on the server, people too. Take the line out once the program has lived with the org for a while: then a delete is one.
- \`adopt: "only"\` in the program: what is not there is an error, and never made. Take \`...existing\` out of what you add; when all that was there is in the state, take it out altogether.
- Lists only add. \`mode: "exact"\` of the \`OrgTree\` and of \`PermGrants\` makes them all there is; \`pulumi preview\` then says who would go.
${missing}`;
}

/** Names come from people, and Markdown is obeyed. */
const escaped = (text: string) => text.replace(/[\\`*_{}[\]<>#|!~]/g, "\\$&");
