import assert from "node:assert/strict";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignExample } from "./project";

describe("the example company in YAML, by Pulumi's own host", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;
  const held = () => {
    assert.ok(server);
    return server;
  };

  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    project = foreignExample(await workshop(), hosts, "yaml-company");
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const edit = (from: string, to: string) => {
    const text = project.read("Pulumi.yaml");
    assert.ok(text.includes(from), from);
    project.write("Pulumi.yaml", text.replace(from, to));
  };
  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("previews who joins what before anybody is made", async () => {
    const shown = await project.succeed("preview", "--diff");
    const people =
      /NodeMembers::platform-people\][^]*?users +: \{([^}]*)\}/.exec(shown)?.[1] ?? shown;
    assert.deepEqual(
      people
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      ['adalovelace: "member"', 'gracehopper: "member"'],
    );
    assert.deepEqual(await held().usernames(), []);
  });

  it("is declared, and nothing more to do", async () => {
    await project.up();
    const platform = project.idOf("platform");
    assert.deepEqual(await held().members(platform), ["adalovelace", "gracehopper"]);
    assert.deepEqual(await held().children(project.idOf("engineering")), ["Platform"]);
    await settled();
  });

  it("keeps the secret that the server made up", async () => {
    const { outputs = {} } = project.resources().find(({ urn }) => urn.endsWith("::ci")) ?? {};
    assert.ok((outputs.clientSecret as { ciphertext?: string }).ciphertext);
    assert.ok((await project.secret("clientSecret")).length > 20);
  });

  it("shows by name who leaves", async () => {
    edit('users: ["${ada.username}", "${grace.username}"]', 'users: ["${grace.username}"]');
    const shown = await project.succeed("preview", "--diff");
    assert.match(shown, /- adalovelace: "member"/);
    assert.ok(!/gracehopper/.test(shown), shown);
    await project.up();
    assert.deepEqual(await held().members(project.idOf("platform")), ["gracehopper"]);
  });

  it("imports what somebody made by hand, with the code to write, and nothing more to do", async () => {
    const root = (await held().orgs())[0];
    const made = { uid: "lab", name: "实验室", remark: "by hand" };
    await held().ask("POST", `node/d_${root?.dept_uid}/node/`, made);
    const given = ["--yes", "--protect=false", "--skip-preview"];
    await held().ask("PATCH", "node/d_lab/user/", { subject: "add", user_uids: ["wangxuan"] });
    const shown = [
      await project.succeed("import", "identity:index:Node", "lab", "d_lab", ...given),
      await project.succeed(
        "import",
        "identity:index:NodeMembers",
        "lab-people",
        "d_lab",
        ...given,
      ),
    ];
    const code = shown.map((text) => /\nresources:\n([^]*?\n)(?=\S|\n|$)/.exec(text)?.[1] ?? text);
    assert.match(code.join(""), /name: 实验室[^]*users:\n +- wangxuan/);
    edit("\noutputs:", `\n${code.join("")}\noutputs:`);
    await settled();
  });

  it("takes over by the option import, and looks up by functions", async () => {
    await held().ask("POST", "user/", { user: { username: "turing", name: "Alan Turing" } });
    const code = `
  turing:
    type: identity:User
    properties: { username: turing, name: Alan Turing }
    options: { import: turing }
variables:
  lab-node:
    fn::invoke:
      function: identity:getNode
      arguments: { org: "\${acme.id}", path: 实验室 }
`;
    edit("\noutputs:", `${code}\noutputs:\n  lab: \${lab-node.id}`);
    await project.up();
    assert.match(await project.succeed("stack", "output", "lab"), /d_lab/);
    edit("    options: { import: turing }\n", "");
    await settled();
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await held().orgs(), await held().usernames()], [[], []]);
  });
});
