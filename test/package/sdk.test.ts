import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { run } from "../../scripts/lib/engine/run";
import { scratchFolder, workshop } from "../engine/support/workshop";

/** Each starts the embedded server, makes an org, and meets an error, all from the installed package. */
const ARKID = `
import { ArkIDClient, isNotFound, passwordAuthorizer, type Org } from "pulumi-identity/sdk";
import { startServer } from "pulumi-identity/emulator";

async function main(): Promise<void> {
  const server = await startServer({ adminPassword: "secret" });
  const authorizer = passwordAuthorizer({ username: "admin", password: "secret" });
  const client = new ArkIDClient({ url: server.url, authorizer });
  const acme: Org = await client.org.create({ name: "公司" });
  const members: string[] = [];
  for await (const { username } of client.org.listMembers(acme.oid)) members.push(username);
  const missing = await client.node.get("d_ghost").catch((error: unknown) => isNotFound(error));
  console.log(JSON.stringify([acme.name, members, missing]));
  await server.close();
}
main();
`;

const AUTHING = `
import { AuthenticationClient, isNotFound, ManagementClient, type Organization } from "pulumi-identity/sdk/authing";
import { startServer } from "pulumi-identity/emulator";

async function main(): Promise<void> {
  const { url: host, accessKeyId, accessKeySecret, close } = await startServer({ api: "authing" });
  const client = new ManagementClient({ host, accessKeyId, accessKeySecret });
  const made = { organizationCode: "acme", organizationName: "公司" };
  const acme: Organization = await client.organizations.create(made);
  const names: string[] = [];
  for await (const { organizationName } of client.organizations.list()) names.push(organizationName);
  const missing = await client.users.get("nobody").catch((error: unknown) => isNotFound(error));
  const user = new AuthenticationClient({ appId: "a", appSecret: "s", appHost: host });
  const { url } = await user.hosted.authorizeUrl();
  console.log(JSON.stringify([acme.organizationName, names, missing, new URL(url).pathname]));
  await close();
}
main();
`;

const PROGRAMS = {
  sdk: { program: ARKID, prints: ["公司", ["admin"], true] },
  "sdk/authing": { program: AUTHING, prints: ["公司", ["公司"], true, "/oidc/auth"] },
};

describe("the SDK from the packed tarball", function () {
  this.timeout(300_000);

  const kinds = (["commonjs", "module"] as const).flatMap((type) =>
    Object.entries(PROGRAMS).map(([name, { program, prints }]) => ({
      type,
      name,
      program,
      prints,
    })),
  );
  for (const { type, name, program, prints } of kinds) {
    it(`${name} compiles strictly and runs in a TypeScript project of type ${type}`, async () => {
      const { consumer } = await workshop();
      const folder = scratchFolder(`sdk-${type}`);
      symlinkSync(join(consumer, "node_modules"), join(folder, "node_modules"));
      mkdirSync(join(folder, "src"));
      writeFileSync(join(folder, "src/index.ts"), program);
      writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "app", type }));
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: strict }));
      const options = { cwd: folder, env: process.env, limit: 120_000 };
      await run({ file: join(CHECKOUT, "node_modules/.bin/tsc"), args: [], ...options });
      const printed = await run({ file: process.execPath, args: ["out/index.js"], ...options });
      assert.deepEqual(JSON.parse(printed), prints);
      rmSync(folder, { recursive: true, force: true });
    });
  }
});

const strict = {
  target: "ES2022",
  module: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  types: ["node"],
  lib: ["ES2023"],
  rootDir: "src",
  outDir: "out",
};
