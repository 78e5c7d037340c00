import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pulumi } from "../../../../provider/run/stack/pulumi";
import { kinds, type KindName } from "../../../../provider/kinds";
import { migrated } from "../../../../provider/engine/migrations";
import { stateReader } from "../../../../provider/run/stack/read-state";

const readState = stateReader((kind, values) => migrated(kinds[kind as KindName], values));

const origin = { organization: "organization", project: "acme", stack: "prod", parents: "" };
const TYPE = "pulumi-nodejs:dynamic/identity:User";
const urnOf = (type: string, name: string, stack = "prod") =>
  `urn:pulumi:${stack}::acme::${type}::${name}`;
const ada = {
  ...{ urn: urnOf(`acme:Office$acme:Team$${TYPE}`, "ada"), type: TYPE, id: "adalovelace" },
  ...{ provider: `${urnOf("pulumi:providers:pulumi-nodejs", "default")}::p1`, inputs: { a: 1 } },
};
const exportOf = (...resources: object[]) =>
  JSON.stringify({
    version: 3,
    deployment: { resources: [{ urn: urnOf("s", "s"), type: "s" }, ...resources] },
  });

describe("the state of the stack that an engine runs", () => {
  const { PATH, PULUMI_HOME } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "state-"));
    // Nothing but a shell and this test's own CLI is to be found.
    process.env.PATH = [folder, dirname(process.execPath), "/usr/bin", "/bin"].join(":");
    process.env.PULUMI_HOME = join(folder, "home");
    process.argv.push("127.0.0.1:1");
  });
  afterEach(() => {
    process.argv.pop();
    process.env.PATH = PATH;
    if (PULUMI_HOME === undefined) delete process.env.PULUMI_HOME;
    else process.env.PULUMI_HOME = PULUMI_HOME;
    rmSync(folder, { recursive: true });
  });

  /** A CLI that does this, and notes what it was asked. */
  const cli = (script: string) => {
    const file = join(folder, "pulumi");
    writeFileSync(file, `#!/bin/sh\necho "$@" >> "${folder}/asked"\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const answers = (text: string) => {
    writeFileSync(join(folder, "export.json"), text);
    cli(`cat "${folder}/export.json"`);
  };
  const asked = () => readFileSync(join(folder, "asked"), "utf8");

  it("tells what an older version left under today's names", async () => {
    const was = { mobile: "1" };
    answers(exportOf({ ...ada, inputs: was, outputs: { ...was, schema: 1 } }));
    const [found] = await readState(origin);
    assert.deepEqual(found?.inputs, { phone: "1" });
    assert.deepEqual(found.outputs, { phone: "1", schema: 2 });
  });

  it("tells each resource's name with the components around it, and whose connection it is", async () => {
    answers(exportOf(ada, { ...ada, delete: true }, { ...ada, external: true }));
    const [found, pending, ...rest] = await readState(origin);
    assert.deepEqual([found?.kind, found?.id], ["User", "adalovelace"]);
    assert.equal(found?.name, "acme:Office$acme:Team$ada");
    assert.equal(found?.provider, urnOf("pulumi:providers:pulumi-nodejs", "default"));
    assert.deepEqual([found?.isPending, pending?.isPending, rest], [false, true, []]);
  });

  /** A CLI on which this is selected, and that knows just this name of the stack. */
  const knows = (name: string, selected: string) => {
    writeFileSync(join(folder, "export.json"), exportOf(ada));
    writeFileSync(join(folder, "selected.json"), selected);
    cli(`case "$3 $4" in
      "--stack ${name}") cat "${folder}/export.json";;
      --stack*) echo "error: no stack named" >&2; exit 1;;
      *) cat "${folder}/selected.json";;
    esac`);
  };
  const OTHER = exportOf(ada).replaceAll("urn:pulumi:prod", "urn:pulumi:dev");

  it("is that of the selected one, without its secrets", async () => {
    answers(exportOf(ada));
    assert.equal((await readState({ ...origin, organization: "acme-inc" })).length, 1);
    assert.match(asked(), /^stack export --non-interactive [^\n]*\n$/);
    assert.ok(!asked().includes("secrets"));
  });

  it("is asked for by its whole name where another one is selected meanwhile", async () => {
    knows("acme-inc/acme/prod", OTHER);
    assert.equal((await readState({ ...origin, organization: "acme-inc" })).length, 1);
    await assert.rejects(readState(origin), /^PulumiError: no stack named/);
  });

  it("is asked for by its own name of a backend that knows no other", async () => {
    knows("prod", OTHER);
    assert.equal((await readState(origin)).length, 1);
    await assert.rejects(readState({ ...origin, organization: "acme-inc" }), /^PulumiError: no st/);
  });

  it("is not that of another stack", async () => {
    answers(OTHER);
    await assert.rejects(readState(origin), /does not return stack prod/);
  });

  it("is that of the selected one that was renamed, also where its old name is another's", async () => {
    const was = { ...ada, outputs: { origin } };
    const selected = exportOf(was, { ...was, id: "ada2" }).replaceAll(":prod:", ":live:");
    for (const name of ["organization/acme/prod", "nobody's"]) {
      knows(name, selected);
      assert.equal((await readState(origin)).length, 2);
    }
    await assert.rejects(readState({ ...origin, stack: "dev" }), /^PulumiError: no stack named/);
  });

  it("can't be read without a CLI, or from one that prints something else", async () => {
    await assert.rejects(readState(origin), /ENOENT/);
    answers("Welcome!");
    await assert.rejects(readState(origin), /can't be read \(it is no JSON\)/);
  });

  it("is given up where the CLI does not answer in time", async () => {
    cli("exec sleep 60");
    await assert.rejects(pulumi(["stack", "export"], { timeout: 20 }), /PulumiError: /);
  });

  it("is nothing where no engine has started this process", async () => {
    process.argv.pop();
    assert.deepEqual(await readState(origin), []);
    process.argv.push("127.0.0.1:1");
  });
});
