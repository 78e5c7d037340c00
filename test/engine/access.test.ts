import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import type { AccessReport } from "../../cli/access/report";
import { IdentityServer } from "./support/identity-server";
import { ended, Project, type Outcome } from "./support/project";
import { workshop } from "./support/workshop";

const MAIN = join(__dirname, "../../cli/main.ts");

const tree = `name: Acme 公司
departments:
  - key: engineering
    name: Engineering
    departments:
      - key: platform
        name: 平台
        people: [adalovelace]
  - key: contractors
    name: "外包 | <b>"
    people:
      - adalovelace
      - { person: xiapeisu, until: 2099-12-31 }
people:
  - { key: adalovelace, name: Ada Lovelace }
  - { key: xiapeisu, name: 夏培肃 }
`;

const company = `const acme = new OrgTree("acme", { file: "org.yaml", initialPassword: () => "plain-text-pass-1" });
const ci = new App("ci", { org: acme.org, name: "CI", uid: "ci" });
const wiki = new App("wiki", { org: acme.org, name: "Wiki", uid: "wiki", allowAnyUser: true });
const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
new PermGrants("deployers", { perm: deploy, nodes: [acme.nodes.engineering], denyUsers: ["xiapeisu"] });
function temporary() {
  return new PermGrants("ci-users", {
    perm: ci.accessPerm,
    nodes: [acme.nodes.contractors],
    users: [{ user: "adalovelace", until: "2099-06-30T18:00:00+08:00" }],
  });
}
temporary();
`;

describe("access under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let path: string;

  before(async () => {
    const shop = await workshop();
    path = [shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter);
    server = await IdentityServer.start();
    project = new Project(shop, "access");
    await project.configure(server.settings);
    project.write("org.yaml", tree);
    project.program(company);
    await project.up();
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  /** The command as somebody calls it. */
  const access = (...args: string[]): Promise<Outcome> =>
    ended(
      spawn(process.execPath, ["--import=tsx", MAIN, "access", ...args, ...here()], {
        env: {
          ...process.env,
          PATH: path,
          CI: "true",
          PULUMI_BACKEND_URL: `file://${join(project.folder, "state")}?metadata=skip`,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  const here = () => ["--cwd", project.folder, "--stack", "test"];
  const asked = async (...args: string[]): Promise<AccessReport> => {
    const { code, output } = await access(...args, "--format", "json");
    assert.equal(code, 0, output);
    return JSON.parse(output) as AccessReport;
  };

  it("says why, with the line of the program and of the tree's file", async () => {
    for (const declared of [[], ["--declared"]]) {
      const { code, output } = await access("why", "Ada Lovelace", "CI/Deploy", ...declared);
      assert.equal(code, 0, output);
      assert.match(
        output,
        /^Ada Lovelace \(adalovelace\) has Deploy of CI: in 平台 \(acme\/platform-people, org\.yaml:8\), below Engineering \(acme\/platform, org\.yaml:6\), which is granted it \(deployers, index\.js:8\)$/m,
      );
    }
  });

  it("says what somebody has, an end date in a time zone among it", async () => {
    const { perms, names } = await asked("what-can", "adalovelace");
    assert.deepEqual(perms.map(({ name, app }) => [name, app]).sort(), [
      ["Deploy", "CI"],
      ["access", "CI"],
      ["access", "Wiki"],
    ]);
    const ways = perms.find(({ name, app }) => name === "access" && app === "CI")?.paths ?? [];
    assert.deepEqual(
      ways.map((way) =>
        way.map(({ by, resource, source, until }) => [by, resource, source, until]),
      ),
      [
        [["grant", "ci-users", "index.js:10", "2099-06-30T10:00:00.000Z"]],
        [
          ["member", "acme/contractors-people", "org.yaml:11", undefined],
          ["grant", "ci-users", "index.js:10", undefined],
        ],
      ],
    );
    const [, second] = ways;
    assert.equal(names[second?.[0]?.to ?? ""], "Acme 公司/外包 | <b>");
  });

  it("says who has a perm, what keeps it from others, and that an app lets everybody in", async () => {
    const who = await asked("who-can", "Deploy");
    assert.deepEqual(
      who.people.map(({ username }) => username),
      ["adalovelace"],
    );
    const { whyNot } = await asked("why-not", "夏培肃", "Deploy");
    assert.equal(whyNot?.reason, "denied");
    assert.deepEqual(
      whyNot.denials.map((way) => way.map(({ by, source }) => [by, source])),
      [[["denial", "index.js:8"]]],
    );
    const wiki = await asked("who-can", "Wiki/access");
    assert.deepEqual(
      wiki.people.map(({ username, paths }) => [
        username,
        paths[0]?.[0]?.by,
        paths[0]?.[0]?.source,
      ]),
      ["adalovelace", "admin", "xiapeisu"].map((one) => [one, "everyone", "index.js:6"]),
    );
  });

  it("sees what nobody declared, unless it goes by the state alone", async () => {
    const node = project.idOf("acme/platform");
    await server.ask("PATCH", `node/${node}/user/`, { subject: "add", user_uids: ["xiapeisu"] });
    await server.ask("PATCH", `perm/${project.idOf("deploy")}/owner/`, {
      user_perm_status: [{ uid: "xiapeisu", status: 1 }],
    });
    const { output } = await access("why", "xiapeisu", "Deploy");
    assert.deepEqual(output.split("\n").slice(3, 6), [
      "夏培肃 (xiapeisu) has Deploy of CI:",
      "  granted it themselves (not in the stack)",
      "  in 平台 (not in the stack), below Engineering (acme/platform, org.yaml:6), which is granted it (deployers, index.js:8)",
    ]);
    assert.deepEqual((await asked("why", "xiapeisu", "Deploy", "--declared")).people, []);
  });

  it("lists what ends", async () => {
    const { expiring, people } = await asked("expiring", "--within", "99999d");
    assert.deepEqual(
      expiring?.map(({ what, who, until, source }) => [what, who, until, source]),
      [
        ["grant", "adalovelace", "2099-06-30T10:00:00.000Z", "index.js:10"],
        ["membership", "xiapeisu", "2099-12-31T23:59:59.999Z", "org.yaml:11"],
      ],
    );
    assert.deepEqual(
      people.map(({ name }) => name),
      ["Ada Lovelace", "夏培肃"],
    );
    assert.deepEqual((await asked("expiring")).expiring, []);
  });

  it("ends with 2 for what nobody is called, or several are, with the names", async () => {
    const unknown = await access("who-can", "Deplyo");
    assert.deepEqual([unknown.code, /is "Deploy" .*meant\?/.test(unknown.output)], [2, true]);
    const nobody = await access("what-can", "adalovelac");
    assert.deepEqual([nobody.code, /is "adalovelace" .*meant\?/.test(nobody.output)], [2, true]);
    const noSpan = await access("expiring", "--within", "soon");
    assert.deepEqual([noSpan.code, /12h, 30d, 2w/.test(noSpan.output)], [2, true]);
  });
});
