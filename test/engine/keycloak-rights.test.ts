import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { keycloakFolder } from "../../scripts/lib/keycloak/distribution";
import { describeOn } from "../provider/conformance/system";
import { TestRealm } from "../provider/support/keycloak";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { readFileSync } from "node:fs";

const page = readFileSync(join(CHECKOUT, "docs/keycloak.md"), "utf8");
/** What the page tells to type, block by block. */
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)]
  .map(([, block = ""]) => block)
  .filter((block) => block.includes("kcadm.sh"));
/** The program that takes a realm over. */
const [, adopting = ""] = /```ts\n(const adopt = .*?)```/s.exec(page) ?? [];

const bin = join(keycloakFolder(), "bin");

// A server that runs elsewhere may have no kcadm.sh here.
const describeHere = existsSync(join(bin, "kcadm.sh")) ? describeOn("keycloak") : describe.skip;

describeHere("a realm that people made, by the commands of docs/keycloak.md", function () {
  let realm: TestRealm;
  let project: Project;

  before(async () => {
    realm = await TestRealm.start();
    const { client } = realm;
    await client.realm.create({ displayName: "Acme" });
    const engineering = await client.groups.create({ name: "Engineering" });
    await client.users.join(await client.users.create({ username: "ada" }), engineering);
    await client.clients.create({ clientId: "ci", name: "CI" });
    project = new Project(await workshop(), "keycloak-rights");
  });
  after(async () => {
    project?.remove();
    await realm?.remove();
  });

  /** As it is written, for this server and realm, as if the password were typed. */
  const type = async (block: string): Promise<string> => {
    const { url, username, password } = realm.server;
    const script = block
      .replaceAll("https://id.acme.example", url)
      .replaceAll("--user admin", `--user ${username}`)
      .replaceAll("-r acme", `-r ${realm.realm}`)
      .replaceAll("realms/acme", `realms/${realm.realm}`);
    const { code, output } = await project.shell(script, {
      ...{ PATH: [bin, process.env.PATH].join(delimiter) },
      ...{ KC_CLI_PASSWORD: password, HOME: project.folder },
    });
    assert.equal(code, 0, output);
    return output;
  };
  const secretIn = (output: string) =>
    /"secret" : "(\w+)"/.exec(output)?.[1] ?? assert.fail(output);
  let writer: string;
  let reader: string;

  it("gets its accounts and settings", async () => {
    const [writing = "", reading = "", settings = ""] = commands;
    writer = secretIn(await type(writing));
    reader = secretIn(await type(reading));
    await type(settings);
    const { editUsernameAllowed, adminEventsEnabled } = await realm.client.realm.get();
    assert.deepEqual([editUsernameAllowed, adminEventsEnabled], [true, true]);
    const { unmanagedAttributePolicy } = await realm.client.realm.profile();
    assert.equal(unmanagedAttributePolicy, "ADMIN_EDIT");
  });

  it("is taken over by the program of the page, by the account that may write", async () => {
    const { url } = realm.server;
    const { backend, realm: name } = realm.settings;
    await project.configure({ backend, url, realm: name, clientId: "iac", clientSecret: writer });
    project.program(adopting);
    await project.up();
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    project.program(`${adopting}
      const lab = new Node("lab", { org: acme, kind: "department", parent: engineering, name: "Lab" });
      const grace = new User("grace", { username: "gracehopper", nickname: "Amazing Grace" });
      new NodeMembers("lab-people", { node: lab, users: [grace], mode: "exact" });
    `);
    await project.up();
    assert.notEqual(await realm.client.users.find("gracehopper"), undefined);
  });

  it("is looked at by the account that only reads, who did what included", async () => {
    await project.configure({ clientId: "iac-reader", clientSecret: reader });
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    await realm.client.groups.create({ name: "By hand" }, project.idOf("lab"));
    const drift = await project.shell("npx pulumi-identity drift --stack test --who");
    assert.equal(drift.code, 7, drift.output);
    assert.match(drift.output, /By hand/);
    // An administrator of master, where this account may not look.
    assert.match(drift.output, /By hand was added\n +by [0-9a-f-]{36} at /);
    for (const command of ["tree --stack test", "access --stack test who-can Acme/Audit"]) {
      const { output } = await project.shell(`npx pulumi-identity ${command}`);
      assert.doesNotMatch(output, /not seen|may not/);
    }
    // Deletes go by the settings in the state, which are the writer's.
    project.program(`${adopting} new Node("more", { org: acme, kind: "group", name: "More" });`);
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /give it manage-users of realm-management/);
  });
});
