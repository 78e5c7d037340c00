import assert from "node:assert/strict";
import { join } from "node:path";
import { clockAt } from "./support/clock";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const LATER = "2999-12-31";
const END = "2099-12-31T18:00:00+08:00";

/** @param until when Grace leaves the lab, and the lab loses its grant */
const program = (until: string) => `
  const until = ${JSON.stringify(until)};
  const later = ${JSON.stringify(LATER)};
  const acme = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace" });
  const grace = new User("grace", { username: "gracehopper" });
  const wang = new User("wang", { username: pulumi.output("wangxuan"), name: "王选" });
  const lab = new Node("lab", { org: acme, kind: "department", name: "实验室" });
  new NodeMembers("lab-people", {
    node: lab, mode: "exact",
    users: [ada, { user: grace, until: pulumi.output(until) }, { user: wang, until: later }],
  });
  const ci = new App("ci", { org: acme, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", { perm: deploy, users: [{ user: "adalovelace", until: later }], nodes: [{ node: lab, until }] });
  new OrgTree("beta", { file: "beta.yaml" });
`;
const tree = (until: string) => `name: Beta
roles:
  - key: on-call
    name: On call
    people:
      - ming
      - { person: 王, until: ${until} }
people:
  - { key: ming, username: hanmeimei }
  - { key: 王, username: wanghong }
`;

describe("end dates under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "end-dates");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const people = async (node: string) => (await server.members(project.idOf(node))).sort();
  const declare = (until: string) => {
    project.program(program(until));
    project.write("beta.yaml", tree(until));
  };
  const drift = (env: NodeJS.ProcessEnv = {}) =>
    project.shell("npx pulumi-identity drift --stack test --format json", env);

  it("show in the plan until when, and settle", async () => {
    declare(LATER);
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /gracehopper\s*: "until 2999-12-31"/);
    await project.up();
    assert.deepEqual(await people("lab"), ["adalovelace", "gracehopper", "wangxuan"]);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("change without anything else, and let go of whom the time has come for", async () => {
    declare(END);
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /gracehopper: "until 2999-12-31" => "until 2099-12-31T18:00:00\+08:00"/);
    await project.up();
    assert.deepEqual(await people("lab"), ["adalovelace", "gracehopper", "wangxuan"]);
    assert.equal((await drift()).code, 0);

    const variables = { NODE_OPTIONS: `--require ${join(project.folder, "clock.cjs")}` };
    project.write("clock.cjs", clockAt("2099-12-31T10:00:01Z"));
    const overdue = await drift(variables);
    assert.equal(overdue.code, 7, overdue.output);
    assert.equal((overdue.output.match(/"category": "overdue"/g) ?? []).length, 3, overdue.output);

    project.variables = variables;
    const after = await project.succeed("preview", "--diff");
    assert.match(after, /- gracehopper\s*: "until /);
    assert.ok(after.includes(`gracehopper expired on ${END} in lab-people`), after);
    assert.ok(after.includes(`expired on ${END} in deployers (nodes)`), after);
    assert.ok(after.includes(`wanghong expired on ${END} in identity:index:OrgTree$`), after);
    await project.up("--refresh", "--run-program");
    assert.deepEqual(await people("lab"), ["adalovelace", "wangxuan"]);
    assert.deepEqual(await people("beta/on-call"), ["hanmeimei"]);
    assert.ok((await server.usernames()).includes("gracehopper"));
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    assert.equal((await drift(variables)).code, 0);
    project.variables = {};
  });

  it("that are over from the start let nobody in, and say so", async () => {
    declare("2020-02-29");
    const preview = await project.succeed("preview", "--diff", "--expect-no-changes");
    assert.match(preview, /gracehopper expired on 2020-02-29 in lab-people/);
  });

  it("fail the preview where they are none, with the place", async () => {
    declare("2027-02-29");
    const inFile = await project.run("preview");
    assert.notEqual(inFile.code, 0);
    assert.match(inFile.output, /beta\.yaml:7: until: "2027-02-29" is no end date/);
    project.write("beta.yaml", tree(LATER));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(
      output,
      /number 2 of the list \(gracehopper\): until: "2027-02-29" is no end date/,
    );
    assert.doesNotMatch(output, /\bat .*\.[jt]s:\d/);
  });
});
