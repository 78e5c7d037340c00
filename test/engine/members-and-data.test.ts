import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const MANAGED = `{ nodes: [lab], users: [ada], scope: "named" }`;

/** What a step of the test declares; the rest is as it was. */
interface Declared {
  readonly member: string;
  readonly people: string;
  readonly access: string;
  readonly managed: string;
  readonly leads: string;
}
const first: Declared = {
  member: `email: "ada@acme.example", employeeNumber: "1", position: "Engineer", hireDate: "2026-03-01", remark: "first"`,
  people: `["adalovelace", "wangxuan"]`,
  access: `visibility: "named", nodeScope: [leads], userScope: [ada]`,
  managed: MANAGED,
  leads: `kind: "role"`,
};
const second: Declared = {
  member: `email: null, employeeNumber: "2", position: "Lead", hireDate: "2026-04-01T09:00:00Z", remark: "second"`,
  people: `["adalovelace"]`,
  access: `visibility: "members-and-below", nodeScope: [], userScope: [wang]`,
  managed: `{ nodes: [], users: [wang], scope: "own" }`,
  leads: `kind: "role"`,
};
const program = ({ member, people, access, managed, leads }: Declared) => `
  const acme = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace" });
  const wang = new User("wang", { username: "wangxuan" });
  const bob = new User("bob", { username: "bobbyfischer" });
  const leads = new Node("leads", { org: acme, ${leads}, name: "Leads", allowReplace: true });
  const lab = new Node("lab", { org: acme, kind: "department", name: "Lab", ${access} });
  new Node("managers", { org: acme, kind: "manager", name: "Managers", managerGroup: ${managed} });
  new NodeMembers("leads-people", { node: leads, users: [bob], mode: "exact" });
  new OrgMember("ada-at-acme", { org: acme, user: ada, ${member} });
  new OrgMembers("acme-people", { org: acme, users: ${people}, mode: "exact" }, { dependsOn: [ada, wang] });
`;

/** A program of another stack, which declares nothing of what it reads. */
const reader = (oid: string, lab: string) => `
  const node = Node.get("lab", "${lab}");
  const ada = User.get("ada", "adalovelace");
  const people = NodeMembers.get("people", Org.get("org", "${oid}").root("role"));
  module.exports = async () => {
    const org = await getOrg({ name: "Acme" });
    const { id } = await getNode({ org, path: "Lab" });
    const { userId } = await getUser({ username: "adalovelace" });
    return {
      oid: org.id, lab: id, userId, name: node.name, kind: node.kind, parent: node.parentUid,
      visibility: node.visibility, sameUser: ada.userId.apply((one) => one === userId),
      people: people.users,
    };
  };
`;

describe("members of orgs, who sees what, and data, under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;
  let oid: string;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "members");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const memberPath = (username: string) => `org/${oid}/user/${username}/`;
  const orgPeople = async () => {
    const { results } = await server.get<{ results: { username: string }[] }>(`org/${oid}/user/`);
    return results.map(({ username }) => username).sort();
  };
  const node = (name: string) => server.get<NodeRow>(`node/${project.idOf(name)}/`);
  const settled = async () => {
    assert.deepEqual(await project.plan(), []);
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    const { code, output } = await project.run("preview", ...refreshed);
    assert.equal(code, 0, output);
  };

  it("creates what the program declares, and finds nothing more to do", async () => {
    project.program(program(first));
    await project.up();
    oid = project.idOf("acme");
    const { hiredate, position } = await server.get<MemberRow>(memberPath("adalovelace"));
    assert.deepEqual([hiredate, position], ["2026-03-01T00:00:00+08:00", "Engineer"]);
    // Whoever is in by a node is no stranger; neither is the owner.
    assert.deepEqual(await orgPeople(), ["adalovelace", "admin", "bobbyfischer", "wangxuan"]);
    const { visibility, user_scope } = await node("lab");
    assert.deepEqual([visibility, user_scope], [4, ["adalovelace"]]);
    assert.deepEqual((await node("managers")).manager_group?.users, ["adalovelace"]);
    await settled();
  });

  it("changes every property in place, and says by name who comes and who goes", async () => {
    project.program(program(second));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /hireDate\s*: "2026-03-01" => "2026-04-01T09:00:00Z"/);
    assert.match(preview, /- wangxuan\s*: "member"/);
    assert.match(preview, /visibility: "named" => "members-and-below"/);
    assert.match(preview, /- adalovelace\s*: "named"/);
    assert.doesNotMatch(preview, /replace/);
    await project.up();
    const { email, hiredate } = await server.get<MemberRow>(memberPath("adalovelace"));
    assert.deepEqual([email, hiredate], ["", "2026-04-01T17:00:00+08:00"]);
    assert.deepEqual(await orgPeople(), ["adalovelace", "admin", "bobbyfischer"]);
    assert.deepEqual((await node("managers")).manager_group?.users, ["wangxuan"]);
    await settled();
  });

  it("shows each thing that was changed by hand, and heals it", async () => {
    const lab = `node/${project.idOf("lab")}/`;
    await server.ask("PATCH", memberPath("adalovelace"), { position: "Boss" });
    await server.ask("PATCH", lab, { visibility: 5, user_scope: ["bobbyfischer"] });
    await server.ask("PATCH", `org/${oid}/user/`, { subject: "add", usernames: ["wangxuan"] });
    const preview = await project.succeed("preview", "--refresh", "--run-program", "--diff");
    assert.match(preview, /position: "Boss" => "Lead"/);
    assert.match(preview, /visibility: "nobody" => "members-and-below"/);
    assert.match(preview, /- bobbyfischer\s*: "named"/);
    assert.match(preview, /- wangxuan\s*: "member"/);
    await project.up("--refresh", "--run-program");
    const { position } = await server.get<MemberRow>(memberPath("adalovelace"));
    assert.equal(position, "Lead");
    assert.equal((await node("lab")).visibility, 3);
    assert.deepEqual(await orgPeople(), ["adalovelace", "admin", "bobbyfischer"]);
    await settled();
  });

  it("replaces a node where that is meant, with its people and its list", async () => {
    const before = project.idOf("leads");
    project.program(program({ ...second, leads: 'kind: "label"' }));
    await project.up();
    const now = project.idOf("leads");
    assert.notEqual(now, before);
    assert.equal((await server.ask("GET", `node/${before}/`)).status, 404);
    assert.deepEqual(await server.members(now), ["bobbyfischer"]);
    assert.equal(project.idOf("leads-people"), now);
    await settled();
  });

  it("says when a person was replaced behind its back, and does not take the other one", async () => {
    await server.ask("DELETE", "user/wangxuan/");
    await server.ask("POST", "user/", { user: { username: "wangxuan", name: "Another" } });
    const { output } = await project.run("preview", "--refresh", "--run-program");
    assert.match(output, /user "wangxuan" was replaced behind your back/);
    assert.match(output, /wang\s+create/);
    const up = await project.run("up", "--yes", "--skip-preview", "--refresh", "--run-program");
    assert.notEqual(up.code, 0);
    assert.match(up.output, /exists already.*adopt: "ifExists"/);
    await server.ask("DELETE", "user/wangxuan/");
    await project.up("--refresh", "--run-program");
    await settled();
  });

  it("reads what another program declares, by id, by name and by path", async () => {
    const other = new Project(await workshop(), "reader");
    try {
      await other.configure(server.settings);
      other.program(reader(oid, project.idOf("lab")));
      await other.up();
      const steps = await other.plan();
      assert.ok(steps.every(({ op }) => op === "read"));
      const outputs = JSON.parse(await other.succeed("stack", "output", "--json")) as object;
      const { userId, ...others } = outputs as { userId: string };
      assert.match(userId, /^\d+$/);
      assert.deepEqual(others, {
        ...{ oid, lab: project.idOf("lab"), name: "Lab", kind: "department", people: {} },
        ...{ parent: (await node("lab")).parent_node_uid, visibility: "members-and-below" },
        sameUser: true,
      });
      await other.succeed("destroy", "--yes", "--skip-preview");
      assert.equal((await node("lab")).name, "Lab");
    } finally {
      other.remove();
    }
  });

  it("destroys all of it", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.orgs(), []);
    assert.deepEqual(await server.usernames(), []);
  });
});

interface MemberRow {
  readonly email: string;
  readonly position: string;
  readonly hiredate: string;
}

interface NodeRow {
  readonly name: string;
  readonly parent_node_uid: string;
  readonly visibility: number;
  readonly user_scope: string[];
  readonly manager_group?: { users: string[] };
}
