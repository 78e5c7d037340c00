import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** The list comes first, and names by text who is declared after it. */
const program = (kim: string) => `
  const acme = new Org("acme", { name: "Acme" });
  const team = new Node("team", { org: acme, kind: "role", name: "Team 团队" });
  new NodeMembers("people", { node: team, users: ["kimlee", "wangxuan"], mode: "exact" });
  const wang = new User("wang", { username: "wangxuan" });
  new OrgMembers("acme-people", { org: acme, users: [wang] });
  ${kim}
`;
const KIM = 'new User("kim", { username: "kimlee" });';
const NAMELESS = 'new User("kim", { username: "kimlee", name: null });';

describe("people whom a list names by text, under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "names-as-text");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const members = () => server.members(project.idOf("team"));

  it("are in it at the first up, whose preview says by name who joins", async () => {
    project.program(program(KIM));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /kimlee\s*: "member"\s+wangxuan\s*: "member"/);
    assert.match(preview, /OrgMembers[^]*wangxuan\s*: "member"/);
    await project.up();
    assert.deepEqual(await members(), ["kimlee", "wangxuan"]);
  });

  it("are put back in the run that makes them again, and its preview shows the list", async () => {
    project.program(program(""));
    await project.up();
    assert.deepEqual(await members(), ["wangxuan"]);
    project.program(program(KIM));
    const steps = (await project.plan()).map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
    assert.deepEqual(steps.toSorted(), ["create kim", "update people"]);
    await project.up();
    assert.deepEqual(await members(), ["kimlee", "wangxuan"]);
    await project.succeed("preview", "--expect-no-changes");
  });

  it("lose by null a name that the program did not declare, and that is the end of it", async () => {
    const { status } = await server.ask("PATCH", "user/kimlee/", { name: "金" });
    assert.equal(status, 200);
    project.program(program(NAMELESS));
    const steps = (await project.plan()).map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
    assert.deepEqual(steps, ["update kim"]);
    await project.up();
    const { user } = await server.get<{ user: { name: string } }>("user/kimlee/");
    assert.equal(user.name, "");
    await project.succeed("preview", "--expect-no-changes");
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });
});
