import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exampleProject } from "../support/example";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { pluginClasses } from "./classes";

/** What docs/plugin.md says for the way back. */
const BACK = `
require("@pulumi/pulumi").runtime.registerStackTransformation(({ type, props, opts }) => {
  const kind = /^pulumi-nodejs:dynamic\\/identity:(\\w+)$/.exec(type)?.[1];
  if (kind === undefined) return undefined;
  const aliases = [...(opts.aliases ?? []), { type: "identity:index:" + kind }];
  return { props, opts: { ...opts, aliases } };
});
`;

/** The example company, by the dynamic form and by the plugin in turn. */
describe("a stack that moves between the forms of the provider", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let dynamic: string;
  let trace: string;

  before(async () => {
    server = await IdentityServer.start();
    project = exampleProject(await workshop(), "company", { plugin: true });
    trace = join(project.folder, "trace.jsonl");
    project.variables = { IDENTITY_TRACE: trace };
    dynamic = project.read("index.js");
    project.write("plugin.js", pluginClasses());
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const ours = () => project.resources().filter(({ type }) => /(^|\/)identity:/.test(type));
  const plan = async (...args: string[]) =>
    (await project.plan(...args)).map(({ op, urn }) => `${op} ${urn}`);
  /** Requests that change something; a login changes nothing. */
  const writes = () =>
    (existsSync(trace) ? readFileSync(trace, "utf8").trim().split("\n") : [])
      .map((line) => JSON.parse(line) as { method: string; path: string })
      .filter(({ method, path }) => method !== "GET" && !path.includes("login"));
  const moves = async () => {
    rmSync(trace, { force: true });
    assert.deepEqual(await plan(), []);
    await project.up();
    assert.deepEqual(await plan("--refresh", "--run-program"), []);
    assert.deepEqual(writes(), []);
  };

  it("begins as dynamic resources", async () => {
    await project.up();
    assert.equal(ours().length, 60);
    assert.ok(ours().every(({ type }) => type.startsWith("pulumi-nodejs:dynamic/identity:")));
  });

  it("becomes the plugin's with nothing to do, and not one write", async () => {
    project.write("index.js", dynamic.replace('"pulumi-identity"', '"./plugin"'));
    await moves();
    assert.equal(ours().length, 60);
    assert.ok(ours().every(({ type }) => type.startsWith("identity:index:")));
  });

  it("is read by drift, which finds nothing", async () => {
    const { code, output } = await project.shell("node_modules/.bin/pulumi-identity drift");
    assert.equal(code, 0, output);
    assert.match(output, /60 resources/);
  });

  it("is the plugin's: an edit is an update of that property", async () => {
    const company = project.read("company.js");
    project.write("company.js", company.replace('name: "Web"', 'name: "Web and mail"'));
    const steps = await project.plan();
    assert.deepEqual(
      steps.map(({ op, urn, diffReasons }) => [op, urn.split("::").at(-1), diffReasons]),
      [["update", "web", ["name"]]],
    );
    await project.up();
    assert.equal((await server.node(project.idOf("web"))).name, "Web and mail");
  });

  it("becomes dynamic again with nothing to do, and not one write", async () => {
    project.write("index.js", BACK + dynamic);
    await moves();
    assert.ok(ours().every(({ type }) => type.startsWith("pulumi-nodejs:dynamic/identity:")));
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });
});
