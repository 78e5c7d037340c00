import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { startServer } from "../../emulator";
import * as sdk from "../../sdk";
import * as authing from "../../sdk/authing";
import * as keycloak from "../../sdk/keycloak";
import { Ground } from "../provider/backends/keycloak/ground";
import { describeOn } from "../provider/conformance/system";
import { setEnvironment } from "./environment";

const PASSWORD = "pw-1234567";

/** What needs a browser's requests: hosted-login.test.ts walks through it. */
const OF_A_BROWSER = "hosted.handleCallback(request, response)";

/** The programs of a document: a block without an import goes on where the one before ended. */
function programsOf(name: string): string[] {
  const text = readFileSync(join(__dirname, "../../docs", name), "utf8");
  const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  return blocks
    .filter((code) => !code.includes(OF_A_BROWSER))
    .reduce<string[]>(
      (programs, code) =>
        code.startsWith("import ")
          ? [...programs, code]
          : [...programs.slice(0, -1), `${programs.at(-1) ?? ""}${code}`],
      [],
    );
}

type Program = (
  load: (name: string) => unknown,
  exports: object,
  process: { readonly env: Readonly<Record<string, string>> },
  console: { log(...what: unknown[]): void },
) => Promise<void>;

/** Runs a program, and gives what it prints. */
async function run(code: string, env: Readonly<Record<string, string>>): Promise<string[]> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const parameters = "require, exports, process, console";
  const program = runInThisContext(`(async (${parameters}) => {${outputText}\n})`) as Program;
  const modules: Readonly<Record<string, unknown>> = {
    "pulumi-identity/sdk": sdk,
    "pulumi-identity/sdk/authing": authing,
    "pulumi-identity/sdk/keycloak": keycloak,
  };
  const printed: string[] = [];
  const print = (...what: unknown[]) => void printed.push(what.join(" "));
  await program((name) => modules[name], {}, { env }, { log: print });
  return printed;
}

describe("the examples of the documents", () => {
  let restore = () => {};
  afterEach(() => restore());

  it("of ArkID's SDK run on a fresh server", async () => {
    const server = await startServer({ adminPassword: PASSWORD });
    const { url } = server;
    const names = { ARKID_URL: url, ARKID_USERNAME: "admin", ARKID_PASSWORD: PASSWORD };
    restore = setEnvironment(names);
    try {
      const programs = programsOf("sdk.md");
      assert.ok(programs.length >= 2);
      const printed: string[][] = [];
      for (const program of programs) {
        printed.push(await run(program.replaceAll("https://id.acme.example", url), { PASSWORD }));
      }
      assert.deepEqual(printed[0]?.slice(0, 2), ["admin", "adalovelace"]);
      assert.match(String(printed[0]?.[2]), /^200 .*"name":"Acme"/);
      assert.match(String(printed[1]?.[0]), /^404 application\/json/);
    } finally {
      await server.close();
    }
  });

  it("of Authing's SDK run on a fresh server", async () => {
    const server = await startServer({ api: "authing" });
    const { url, accessKeyId, accessKeySecret } = server;
    const keys = {
      ...{ AUTHING_ACCESS_KEY_ID: accessKeyId, AUTHING_ACCESS_KEY_SECRET: accessKeySecret },
      AUTHING_HOST: url,
    };
    restore = setEnvironment(keys);
    try {
      const [program = "", ...others] = programsOf("sdk-authing.md");
      assert.deepEqual(others, []);
      const own = program.replaceAll("https://acme.authing.cn", url);
      assert.equal((await run(own, { ...keys, PASSWORD }))[0], "ada@acme.example");
    } finally {
      await server.close();
    }
  });
});

describeOn("keycloak")("the example of the documents", function () {
  it("of Keycloak's SDK runs in a fresh realm", async () => {
    const ground = await Ground.lay();
    try {
      await ground.client.realm.create({});
      const { clientId = "", clientSecret = "" } = await ground.account("manage-users");
      const [program = "", ...others] = programsOf("sdk-keycloak.md");
      assert.deepEqual(others, []);
      const own = program
        .replaceAll("https://id.acme.example", ground.between.url)
        .replaceAll('realm: "acme"', `realm: "${ground.org}"`)
        .replaceAll('clientId: "iac"', `clientId: "${clientId}"`);
      assert.deepEqual(await run(own, { CLIENT_SECRET: clientSecret }), ["ada"]);
    } finally {
      await ground.close();
    }
  });
});
