import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { IdentityServer } from "./support/identity-server";
import { ended, Project } from "./support/project";
import { MARK, running, type Running } from "./support/processes";
import { until } from "./support/until";
import { workshop } from "./support/workshop";

const PEOPLE = 12;
const DEPARTMENTS = 12;

/** Enough to be in the middle of, with every kind of resource. */
const PROGRAM = `
  const acme = new Org("acme", { name: "Acme" });
  const users = [];
  for (let i = 0; i < ${PEOPLE}; i++) {
    const initialPassword = new random.RandomPassword("password" + i, { length: 16 }).result;
    users.push(new User("user" + i, { username: "person" + i, name: "第" + i, initialPassword }));
  }
  let parent;
  for (let i = 0; i < ${DEPARTMENTS}; i++) {
    const place = i % 3 === 0 ? {} : { parent };
    parent = new Node("node" + i, { org: acme, kind: "department", name: "部门" + i, ...place });
    new NodeMembers("people" + i, { node: parent, users: [users[i]], mode: "exact" });
  }
  const guild = new Node("guild", { org: acme, kind: "group", name: "Guild" });
  new NodeMembers("guild-people", { node: guild, users, mode: "exact" });
`;

describe("a run that is killed", function () {
  this.timeout(120_000);
  const mark = randomUUID();
  let server: IdentityServer;
  let project: Project;

  beforeEach(async () => {
    const shop = await workshop();
    server = await IdentityServer.start({ latency: 15 });
    project = new Project(shop, "kills", { env: { [MARK]: mark } });
    await project.configure(server.settings);
    project.program(PROGRAM);
  });
  afterEach(async () => {
    project.remove();
    await server.close();
  });

  it("kill -9 of the CLI leaves no provider that goes on, and the next up settles", async () => {
    const up = project.start("up", "--yes", "--skip-preview");
    const end = ended(up);
    await until(async () => (await server.usernames()).length >= 3);
    up.kill("SIGKILL");
    await end;
    await until(() => !running(mark).some(isProvider));
    await settles();
  });

  it("kill -9 of the provider fails the up, and the next one settles", async () => {
    const up = project.start("up", "--yes", "--skip-preview");
    const end = ended(up);
    await until(async () => (await server.usernames()).length >= 3);
    for (const provider of running(mark).filter(isProvider)) process.kill(provider.pid, "SIGKILL");
    assert.notEqual((await end).code, 0);
    await settles();
  });

  /** Everything is there once, and a preview finds nothing more to do. */
  async function settles(): Promise<void> {
    await project.succeed("cancel", "--yes");
    const output = await project.up();
    assert.doesNotMatch(output, /exists already \(/);
    const [org, ...others] = await server.orgs();
    assert.ok(org);
    assert.deepEqual(others, []);
    const usernames = Array.from({ length: PEOPLE }, (_, i) => `person${i}`).sort();
    assert.deepEqual(await server.usernames(), usernames);
    const names = await server.namesBelow(`d_${org.dept_uid}`);
    assert.deepEqual(names, Array.from({ length: DEPARTMENTS }, (_, i) => `部门${i}`).sort());
    assert.deepEqual(await server.members(project.idOf("guild")), usernames);
    assert.deepEqual(await project.plan(), []);
  }
});

const isProvider = ({ command }: Running) => command.includes("dynamic-provider");
