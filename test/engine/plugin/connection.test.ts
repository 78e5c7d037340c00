import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { IdentityServer } from "../support/identity-server";
import { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { pluginClasses } from "./classes";

/** A company on another server than the stack's, some of it in a component. */
const program = (classes: string, url: string, password: string) => `
  const pulumi = require("@pulumi/pulumi");
  const { Connection, Org, Node, User, NodeMembers } = require("${classes}");
  const password = pulumi.secret("${password}");
  const eu = new Connection("eu", { url: "${url}", username: "admin", password, timeout: 30 });
  class Team extends pulumi.ComponentResource {
    constructor(name, { org }, opts) {
      super("acme:Team", name, {}, opts);
      const node = new Node(name, { org, kind: "role", name }, { parent: this });
      const ada = new User(name + "-ada", { username: "adalovelace" }, { parent: this });
      new NodeMembers(name + "-people", { node, users: [ada] }, { parent: this });
    }
  }
  const acme = new Org("acme", { name: "Acme" }, { provider: eu });
  new Team("on-call", { org: acme }, { provider: eu, providers: [eu] });
`;

describe("a stack on an explicit Connection that moves to the plugin", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let trace: string;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "explicit", { plugin: true });
    trace = join(project.folder, "trace.jsonl");
    project.variables = { IDENTITY_TRACE: trace };
    project.write("plugin.js", pluginClasses());
    await project.configure({});
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const declare = (classes: string) =>
    project.write("index.js", program(classes, server.url, server.password));
  const writes = () =>
    (existsSync(trace) ? readFileSync(trace, "utf8").trim().split("\n") : [])
      .map((line) => JSON.parse(line) as { method: string; path: string })
      .filter(({ method, path }) => method !== "GET" && !path.includes("login"));
  const ids = (): Record<string, string | undefined> =>
    Object.fromEntries(
      project
        .resources()
        .filter(({ type }) => /(^|\/)identity:/.test(type))
        .map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id] as const),
    );

  it("moves with its provider, and not one write", async () => {
    declare("pulumi-identity");
    await project.up();
    const before = ids();
    assert.equal(Object.keys(before).length, 4);
    rmSync(trace, { force: true });
    declare("./plugin");
    const steps = (await project.plan()).map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
    assert.deepEqual(
      steps.filter((step) => step !== "update eu"),
      [],
    );
    await project.up();
    assert.deepEqual([ids(), writes()], [before, []]);
    const types = project.resources().map(({ type }) => type);
    assert.ok(!types.some((type) => type.includes("pulumi-nodejs")), types.join());
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("keeps the password encrypted", () => {
    assert.ok(!project.stateText().includes(server.password));
  });
});
