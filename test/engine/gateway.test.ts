import assert from "node:assert/strict";
import { isWrite } from "../provider/conformance/faulty-writes/faults";
import { describeOn, everySystem, type System } from "../provider/conformance/system";
import { passThrough, type FaultyAnswer, type PassThrough } from "../provider/support/pass-through";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** One of every kind, and a bulk tree where a second org can be. */
const PROGRAM = `
  const acme = new Org("acme", { name: "Acme 公司" });
  const ada = new User("ada", { username: "adalovelace", name: "Ada" });
  const research = new Node("research", { org: acme, kind: "department", name: "研发部" });
  new NodeMembers("people", { node: research, users: [ada], mode: "exact" });
  new OrgMembers("everybody", { org: acme, users: [ada] });
  const ci = new App("ci", { org: acme, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", { perm: deploy, users: [ada], nodes: [research] });
`;
const MORE = `
  new OrgMember("ada-at-acme", { org: acme, user: ada, position: "Engineer" });
  new OrgTree("beta", { bulk: true, tree: {
    name: "Beta", departments: [{ key: "lab", name: "Lab", people: ["grace"] }],
    people: [{ key: "grace", username: "gracehopper", name: "Grace" }],
  } });
`;

const programs: Readonly<Record<string, string>> = {
  arkid: PROGRAM + MORE,
  authing: PROGRAM,
  keycloak: PROGRAM,
};

const foreign: Readonly<Record<string, FaultyAnswer>> = {
  "a gateway's 404": { status: 404, body: { message: "no Route matched with those values" } },
  "a framework's 404": { status: 404, body: { status: 404, error: "Not Found", path: "/" } },
  "200 and system busy": { body: { code: 500, message: "system busy" } },
};

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`a gateway that answers in the place of ${name}, under the real engine`, () =>
    gateway(start, programs[name] ?? ""),
  );
}

function gateway(start: () => Promise<System>, program: string): void {
  let server: System;
  let between: PassThrough;
  let project: Project;

  before(async function () {
    this.timeout(600_000);
    server = await start();
    between = await passThrough(server.url);
    project = new Project(await workshop(), "gateway");
    await project.configure({ ...server.settings, url: between.url });
    project.program(program);
    await project.up();
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });
  afterEach(() => (between.fault = () => undefined));

  /** What the state holds of ours: the engine encrypts its providers' secrets anew in each run. */
  const held = () =>
    project
      .resources()
      .filter(({ type }) => type.includes("identity:"))
      .map(({ urn, outputs }) => [urn, outputs]);

  for (const [name, answer] of Object.entries(foreign)) {
    const spoiled = (request: string) => (isWrite(request) ? undefined : answer);
    // A login is one of its own.
    const isLogin = (request: string) => /login|token/.test(request);

    it(`takes nothing out of the state in a refresh: ${name}`, async () => {
      const before = held();
      between.fault = (request) => (isLogin(request) ? undefined : spoiled(request));
      const { code, output } = await project.run("refresh", "--yes", "--skip-preview");
      assert.notEqual(code, 0, output);
      assert.match(output, /not as (ArkID|Authing|Keycloak) does/);
      assert.deepEqual(held(), before);
    });

    it(`is a check that failed, and no drift: ${name}`, async () => {
      between.fault = spoiled;
      const { code, output } = await project.shell(
        "node_modules/.bin/pulumi-identity drift --stack test",
      );
      assert.equal(code, 1, output);
      assert.match(output, /could not see everything|what stands between|correct identity:url/);
      assert.doesNotMatch(output, /- missing|nobody declared/i);
    });
  }

  it("was never there for the next preview", async () => {
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    const { code, output } = await project.run("preview", ...refreshed);
    assert.equal(code, 0, output);
  });
}
