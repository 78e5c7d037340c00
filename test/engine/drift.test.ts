import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { DriftReport } from "../../cli/drift/report";
import { told } from "../cli/drift/support/seeded";
import { IdentityServer } from "./support/identity-server";
import { ended, Project, type Outcome } from "./support/project";
import { workshop } from "./support/workshop";

const MAIN = join(__dirname, "../../cli/main.ts");

const company = `
  const acme = new Org("acme", { name: "Acme 公司" });
  const secret = pulumi.secret("r3mark-of-research");
  const research = new Node("research", { org: acme, kind: "department", name: "研发部", description: secret });
  const ada = new User("ada", { username: "adalovelace", name: "Ada", password: "plain-text-password-1" });
  new NodeMembers("people", { node: research, users: [ada], mode: "exact" });
  const ci = new App("ci", { org: acme, name: "CI", oauth: { redirectUris: ["https://ci.example"] } });
  new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [research] });
`;

describe("drift under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let abroad: IdentityServer;
  let project: Project;
  let path: string;

  before(async () => {
    const shop = await workshop();
    path = [shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter);
    server = await IdentityServer.start();
    abroad = await IdentityServer.start();
    project = new Project(shop, "drift");
    await project.configure(server.settings);
    project.program(company);
    await project.up();
  });
  after(async () => {
    project.remove();
    await server.close();
    await abroad.close();
  });

  /** The command as a CI job runs it. */
  const drift = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    ended(
      spawn(process.execPath, ["--import=tsx", MAIN, "drift", ...args], {
        env: {
          ...process.env,
          PATH: path,
          CI: "true",
          FORCE_COLOR: "1",
          PULUMI_BACKEND_URL: `file://${join(project.folder, "state")}?metadata=skip`,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  const here = () => ["--cwd", project.folder, "--stack", "test"];
  const report = () =>
    JSON.parse(readFileSync(join(project.folder, "drift.json"), "utf8")) as DriftReport;
  const toFiles = () => [
    ...["--format", `json=${join(project.folder, "drift.json")}`],
    ...["--format", `markdown=${join(project.folder, "drift.md")}`],
    ...["--format", `html=${join(project.folder, "drift.html")}`],
  ];

  it("is clean right after an up, with exit code 0", async () => {
    const { code, output } = await drift([...here(), ...toFiles(), "--format", "text"]);
    assert.deepEqual([code, report().findings], [0, []], output);
    assert.match(output, /^drift\/test on http:.*: 6 resources, /);
    assert.match(output, /No drift\./);
  });

  it("finds what was changed, removed and made by hand, with exit code 7", async () => {
    const research = project.idOf("research");
    await server.ask("PATCH", `node/${research}/`, { name: "R&D", remark: "an0ther-remark" });
    await server.ask("POST", `node/${research}/node/`, { name: "Lab", uid: "lab" });
    await server.ask("POST", "user/", { user: { username: "eve1" } });
    const add = { subject: "add", user_uids: ["eve1"] };
    await server.ask("PATCH", `node/${research}/user/`, add);
    const { code, output } = await drift([...here(), ...toFiles()]);
    assert.equal(code, 7, output);
    const found = told(report());
    assert.deepEqual(
      found.filter((one) => !one.startsWith("changed")),
      ["unmanaged Node Acme 公司/R&D/Lab", "unmanaged NodeMembers Acme 公司/R&D/eve1"],
    );
    const [changed, ...others] = report().findings.filter((one) => one.category === "changed");
    assert.deepEqual(others, []);
    assert.deepEqual(
      changed?.changes?.map(({ property }) => property),
      ["name", "description"],
    );
    assert.match(changed?.changes?.[1]?.declared ?? "", /^fingerprint [0-9a-f]{8}$/);
  });

  it("tells with --who who did it and when, as text and as JSON", async () => {
    const { code, output } = await drift([...here(), "--who", ...toFiles(), "--format", "text"]);
    assert.equal(code, 7, output);
    const told = report().findings.map(({ kind, path, who }) => [kind, path.at(-1), who?.actor]);
    assert.deepEqual(told, [
      ["Node", "R&D", "admin"],
      ["Node", "Lab", "admin"],
      ["NodeMembers", "eve1", "admin"],
    ]);
    for (const { who } of report().findings) {
      assert.ok(output.includes(`by admin at ${who?.at}\n`), output);
      assert.match(who?.at ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    }
  });

  it("tells no secret, in no format", async () => {
    const { output } = await drift([...here(), "--format", "text"]);
    const files = ["drift.json", "drift.md", "drift.html"].map((file) =>
      readFileSync(join(project.folder, file), "utf8"),
    );
    const all = [output, ...files].join("\n");
    assert.match(all, /R&D|R&amp;D/);
    for (const secret of [server.password, "plain-text-password-1", "r3mark", "an0ther-remark"]) {
      assert.ok(!all.includes(secret));
    }
  });

  it("accepts what is unmanaged by a baseline, and nothing else", async () => {
    const baseline = ["--baseline", join(project.folder, "baseline.yaml")];
    const only = ["--only", "Node,NodeMembers", "--ignore", "**/Lab"];
    assert.equal((await drift([...here(), ...baseline, "--update-baseline"])).code, 7);
    assert.equal((await drift([...here(), ...baseline, "--fail-on", "unmanaged"])).code, 0);
    assert.equal((await drift([...here(), ...only, "--fail-on", "missing"])).code, 0);
    assert.equal((await drift([...here(), ...baseline])).code, 7);
  });

  it("is clean again after the next up, but for what nobody declares", async () => {
    await project.up("--refresh", "--run-program");
    await project.up();
    const { code } = await drift([...here(), ...toFiles()]);
    assert.deepEqual(told(report()), [
      "unmanaged Node Acme 公司/研发部/Lab",
      "unmanaged OrgMember Acme 公司/eve1",
    ]);
    assert.equal(code, 7);
  });

  it("says in one sentence why it can't check, with exit code 1", async () => {
    const refusals: [RegExp, readonly string[], NodeJS.ProcessEnv?][] = [
      [
        /passphrase: set|set PULUMI_CONFIG_PASSPHRASE/,
        here(),
        { PULUMI_CONFIG_PASSPHRASE: "wrong" },
      ],
      [/^there is no stack "nope"/, ["--cwd", project.folder, "--stack", "nope"]],
      [/^no stack is selected|^there is no Pulumi project/, ["--cwd", "/"]],
      [/^there is no folder \/nowhere: correct --cwd/, ["--cwd", "/nowhere"]],
      [/^the Pulumi CLI can't be started/, here(), { PATH: "/nowhere" }],
      [
        /^there is no org 00000000-0000-4000-8000-000000000000/,
        [...here(), "--org", "00000000-0000-4000-8000-000000000000"],
      ],
    ];
    for (const [sentence, args, env] of refusals) {
      const { code, output } = await drift(args, env);
      assert.match(output, sentence);
      assert.deepEqual([code, output.trim().split("\n").length], [1, 1], output);
    }
  });

  it("does not take another server's emptiness for drift", async () => {
    await project.succeed("config", "set", "identity:url", abroad.url);
    await project.succeed("config", "set", "--secret", "identity:password", abroad.password);
    const { code, output } = await drift(here());
    assert.equal(code, 1);
    assert.match(output, /^the state belongs to (http:\S+), but .*tenantMoved to \1\n$/);
  });
});
