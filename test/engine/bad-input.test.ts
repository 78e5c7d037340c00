import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project, type Settings } from "./support/project";
import { workshop } from "./support/workshop";

const ORG = 'const acme = new Org("acme", { name: "Acme" });\n';
const SECRET = "wrong-secret-passphrase";

/**
 * What is wrong, and the sentence that says so; a preview is all it takes. One kind's property stands
 * for all: what each refuses, and with which words, test/provider/adapters/bad-input.test.ts asks.
 */
interface Case {
  readonly what: string;
  readonly settings?: Settings;
  readonly program?: string;
  readonly says: RegExp;
}

const cases: Case[] = [
  {
    what: "a missing URL",
    settings: { url: undefined },
    says: /identity:url is not set: run "pulumi config set identity:url …", or set IDENTITY_URL/,
  },
  {
    what: "a URL that is none",
    settings: { url: "id.acme.example" },
    says: /identity:url .*give a URL that starts with http/,
  },
  {
    what: "a refused connection",
    settings: { url: "http://127.0.0.1:1" },
    says: /127\.0\.0\.1:1 can't be reached: connection refused; check identity:url/,
  },
  {
    what: "a missing password",
    settings: { password: undefined },
    says: /identity:password is not set .*config set --secret identity:password/,
  },
  {
    what: "a wrong password",
    settings: { password: SECRET },
    says: /refused the login: check identity:username and identity:password/,
  },
  {
    what: "an invalid token",
    settings: { token: SECRET },
    says: /refused the token .*identity:token/,
  },
  {
    what: "a backend that there is not",
    settings: { backend: "okta" },
    says: /identity:backend is invalid: there is no "okta", only arkid/,
  },
  {
    what: "an invalid username",
    program: 'new User("ada", { username: "Ada Lovelace" });',
    says: /property username .*"Ada Lovelace" is invalid on ArkID: give 4 to 16 lower-case/,
  },
  {
    what: "a password with a line break behind it",
    settings: { password: `${SECRET}\n` },
    says: /identity:password is invalid: it begins or ends with white space/,
  },
  {
    what: "a setting of another backend's key",
    settings: { backend: "authing", username: undefined, password: undefined },
    says: /identity:accessKeyId is not set: run "pulumi config set identity:accessKeyId …"/,
  },
  {
    what: "an import",
    program: 'new User("ada", { username: "adalovelace" }, { import: "adalovelace" });',
    says: /ada: the option import does not work .*leave it out, and give adopt: "only"/,
  },
  {
    what: "a department below a group that is new as well",
    program: `${ORG}const g = new Node("g", { org: acme, kind: "group", name: "G" });
      new Node("d", { org: acme, kind: "department", parent: g, name: "D" });`,
    says: /property parent .*it is a group: a department goes below a department/,
  },
  {
    what: "a text in place of a list",
    program: 'new NodeMembers("m", { node: "d_eng", users: "adalovelace" });',
    says: /property users .*give a list of users or usernames/,
  },
  {
    what: "two resources for one user",
    program:
      'new User("a", { username: "adalovelace" }); new User("b", { username: "adalovelace" });',
    says: /of this program is the same user adalovelace already/,
  },
];

describe("bad input, under the real engine", function () {
  this.timeout(120_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "bad");
    await project.configure({});
  });
  beforeEach(() => (project.settings = server.settings));
  after(async () => {
    project.remove();
    await server.close();
  });

  describe("is one sentence at preview, and nothing is made:", () => {
    for (const { what, settings = {}, program = ORG, says } of cases) {
      it(what, async () => {
        project.settings = { ...server.settings, ...settings };
        project.program(program);
        const output = await refused("preview");
        assert.match(output, says);
        assert.deepEqual(await server.orgs(), []);
      });
    }
  });

  for (const [key, says] of [
    ["adpot", /identity:adpot is not a setting: is identity:adopt meant\?/],
    ["accessKeyId", /identity:accessKeyId is a setting of the backend authing/],
  ] as const) {
    it(`the key identity:${key} is refused at preview`, async () => {
      project.program(ORG);
      await project.succeed("config", "set", "--plaintext", `identity:${key}`, "x");
      const output = await refused("preview");
      await project.succeed("config", "rm", `identity:${key}`);
      assert.match(output, says);
    });
  }

  describe("once something is there", () => {
    const HOME = `${ORG}const home = new Node("home", { org: acme, kind: "department", name: "Home" });`;

    before(async () => {
      project.settings = server.settings;
      project.program(HOME);
      await project.up();
    });

    it("an unknown parent fails at apply, naming it, with nothing half-made", async () => {
      project.program(
        `${HOME}new Node("below", { org: acme, kind: "department", name: "Below", parent: "d_ghost" });`,
      );
      assert.match(
        await refused("up", "--yes", "--skip-preview"),
        /parent: there is no node d_ghost/,
      );
      assert.equal(project.resources().filter(({ urn }) => urn.endsWith("below")).length, 0);
    });

    it("a parent in another org is refused at preview where this run has met it", async () => {
      project.program(
        `${HOME}new Node("below", { org: "11111111-1111-4111-8111-111111111111", kind: "department", name: "Below", parent: home });`,
      );
      assert.match(
        await refused("preview"),
        /property parent .* is in org .*, not in 1{8}-.*: give a node of the same org/,
      );
    });

    it("a change that would replace is refused, with the way out", async () => {
      project.program(HOME.replace("department", "role"));
      assert.match(
        await refused("preview"),
        /kind can't change on ArkID \(department → role\).*allowReplace: true/,
      );
    });

    it("a stack pointed at another server stops, names both, and the state stays", async () => {
      const other = await IdentityServer.start();
      project.program(HOME);
      const before = held();
      project.settings = other.settings;
      const says = `the state belongs to ${server.url}, but the configuration leads to ${other.url}`;
      const refresh = ["preview", "--refresh", "--run-program"];
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"], refresh]) {
        assert.ok((await refused(...args)).includes(says));
      }
      assert.deepEqual(held(), before);
      await other.close();
    });

    it("a server that is gone fails a refresh with the way out, and the state stays", async () => {
      project.program(HOME);
      const before = held();
      project.settings = { ...server.settings, url: "http://127.0.0.1:1", tenant: server.url };
      assert.match(
        await refused("refresh", "--yes", "--skip-preview"),
        /can't be reached: connection refused; check identity:url .*--run-program/,
      );
      assert.deepEqual(held(), before);
    });
  });

  /** What the state holds of each resource. */
  const held = () => project.resources().map(({ urn, id, outputs }) => ({ urn, id, outputs }));

  /** Runs the CLI, which must fail without a stack trace and without a secret. */
  async function refused(...args: string[]): Promise<string> {
    const { code, output } = await project.run(...args);
    assert.notEqual(code, 0, output);
    assert.doesNotMatch(output, /^\s+at .*[:(]/m);
    assert.ok(!output.includes(SECRET) && !output.includes(server.password));
    return output;
  }
});
