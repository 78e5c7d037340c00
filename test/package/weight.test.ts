import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmInstall } from "../../scripts/lib/company/package";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { workshop } from "../engine/support/workshop";
import { wireOrg } from "../sdk/answers";
import { node } from "./support";

const TSC = join(CHECKOUT, "node_modules/typescript/bin/tsc");

/** Reads an org from a server of its own. */
const CALL = `
const { ArkIDClient, tokenAuthorizer } = require("pulumi-identity/sdk");
const server = require("node:http").createServer((_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end(${JSON.stringify(JSON.stringify(wireOrg({ name: "公司" })))});
});
server.listen(0, "127.0.0.1", async () => {
  const url = "http://127.0.0.1:" + server.address().port;
  const client = new ArkIDClient({ url, authorizer: tokenAuthorizer("t") });
  console.log((await client.org.get("o")).name);
  server.close();
});
`;

const AUTHING = `
const { ManagementClient } = require("pulumi-identity/sdk/authing");
const client = new ManagementClient({ host: "http://127.0.0.1:1", accessKeyId: "a", accessKeySecret: "s" });
client.users.get("ada").catch(({ name, message }) => console.log(name + ": " + message));
`;

const TOKEN = `
const { AuthenticationClient } = require("pulumi-identity/sdk/authing");
const client = new AuthenticationClient({ appHost: "http://127.0.0.1:1", appId: "a", appSecret: "s" });
client.tokens.parseIdToken("t").catch(({ name, message }) => console.log(name + ": " + message));
`;

const EMULATOR = `
const { startServer } = require("pulumi-identity/emulator");
startServer().catch(({ message }) => console.log(message));
`;

const TYPES = `
import { Org, type OrgArgs } from "pulumi-identity";
import { ArkIDClient } from "pulumi-identity/sdk";
import { startServer, type RunningServer } from "pulumi-identity/emulator";
export const args: OrgArgs = { name: "Acme" };
export const make = (): Org => new Org("acme", args);
export const client = (url: string): ArkIDClient => new ArkIDClient({ url });
export const start = (): Promise<RunningServer> => startServer();
`;

const OPTIONS = {
  ...{ target: "ES2022", module: "NodeNext", strict: true, exactOptionalPropertyTypes: true },
  ...{ skipLibCheck: false, types: ["node"], lib: ["ES2023"], noEmit: true },
};

describe("an install without the optional packages", function () {
  this.timeout(300_000);
  /** Outside the checkout, in whose node_modules Node would find what is missing. */
  let root: string;
  let program: string;
  const prints = (script: string) => node(program, "-e", script).output.trim();

  before(async () => {
    const { tarball, consumer } = await workshop();
    root = mkdtempSync(join(tmpdir(), "pulumi-identity-"));
    // What a program has beside the package, and is not counted.
    mkdirSync(join(root, "node_modules/@types"), { recursive: true });
    symlinkSync(join(consumer, "node_modules/@pulumi"), join(root, "node_modules/@pulumi"));
    const types = join("node_modules/@types/node");
    symlinkSync(join(CHECKOUT, types), join(root, types));
    program = join(root, "program");
    mkdirSync(program);
    writeFileSync(join(program, "package.json"), JSON.stringify({ name: "app", private: true }));
    writeFileSync(join(program, ".npmrc"), "omit=optional\n");
    await npmInstall(program, tarball);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("has at most 50 packages and 25 MB", () => {
    const files = readdirSync(join(program, "node_modules"), { recursive: true, encoding: "utf8" });
    const packages = files.filter((path) =>
      /(^|[/\\]node_modules[/\\])(@[^/\\]+[/\\])?[^@./\\][^/\\]*[/\\]package\.json$/.test(path),
    );
    const found = files.map((path) => statSync(join(program, "node_modules", path)));
    const megabytes = found.reduce((sum, { size }) => sum + size / 2 ** 20, 0);
    // Small files take a whole block of a disk each: what du counts.
    const onDisk = found.reduce((sum, { blocks }) => sum + blocks / 2048, 0);
    assert.ok(packages.length > 20 && packages.length <= 50, `${packages.length} packages`);
    assert.ok(megabytes <= 25, `${megabytes} MB`);
    assert.ok(onDisk <= 27, `${onDisk} MB on a disk`);
  });

  it("declares an org", () => {
    const script = `const { Org } = require("pulumi-identity"); console.log(Org.name)`;
    assert.equal(prints(script), "Org");
  });

  it("calls an ArkID server", () => assert.equal(prints(CALL), "公司"));

  for (const [what, scheme, missing] of [
    ["a SOCKS proxy", "socks5h", "socks-proxy-agent"],
    ["a PAC file", "pac+http", "pac-proxy-agent"],
  ] as const) {
    it(`says what ${what} needs`, () => {
      const script = `
        process.env.ALL_PROXY = "${scheme}://p.example:1";
        const { ArkIDClient } = require("pulumi-identity/sdk");
        const client = new ArkIDClient({ url: "http://id.acme.example" });
        client.org.get("o").catch(({ name, message }) => console.log(name + ": " + message));`;
      const sentence = `ProxyError: the proxy ${scheme}://p.example:1 of ALL_PROXY can't be used: ${what} needs the package ${missing}, which is not installed: run npm install without --omit=optional, or npm install ${missing}`;
      assert.equal(prints(script), sentence);
    });
  }

  it("has its commands, but for the server", () => {
    const { code, output } = node(program, command(), "drift", "--help");
    assert.equal(code, 0, output);
  });

  for (const [what, script, missing] of [
    ["a call of Authing's API", AUTHING, "authing-node-sdk"],
    ["a check of a token", TOKEN, "jose"],
  ] as const) {
    it(`says what ${what} needs`, () => {
      const sentence = `UsageError: the client of Authing needs the package ${missing}, which is not installed: run npm install without --omit=optional, or npm install ${missing}`;
      assert.equal(prints(script), sentence);
    });
  }

  const server =
    "the embedded server needs the packages fastify, jose, libsql, pinyin-pro, which are not installed: run npm install without --omit=optional, or npm install fastify jose libsql pinyin-pro";

  it("says what the embedded server needs", () => assert.equal(prints(EMULATOR), server));

  it("says so at the command line", () => {
    assert.deepEqual(node(program, command(), "server"), { code: 1, output: `${server}\n` });
  });

  it("has the types of the rest", () => {
    writeFileSync(join(program, "types.mts"), TYPES);
    const config = { compilerOptions: OPTIONS, files: ["types.mts"] };
    writeFileSync(join(program, "tsconfig.json"), JSON.stringify(config));
    assert.deepEqual(node(program, TSC, "-p", "."), { code: 0, output: "" });
  });

  const command = () => join(program, "node_modules/pulumi-identity/dist/cli/main.js");
});

describe("a plain install", function () {
  this.timeout(120_000);

  it("has everything that the package may need", async () => {
    const { consumer } = await workshop();
    const script = `
      const { optionalDependencies } = require("pulumi-identity/package.json");
      const folder = require("node:path").dirname(require.resolve("pulumi-identity/package.json"));
      for (const name of Object.keys(optionalDependencies)) {
        const path = require.resolve(name, { paths: [folder] });
        if (!path.startsWith(process.cwd())) console.log(name + " is elsewhere: " + path);
      }`;
    assert.deepEqual(node(consumer, "-e", script), { code: 0, output: "" });
  });
});
