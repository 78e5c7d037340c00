import assert from "node:assert/strict";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { node } from "../../../../provider/kinds/node/node";
import { org } from "../../../../provider/kinds/org";
import { orgMember } from "../../../../provider/kinds/org-member";
import { user } from "../../../../provider/kinds/user/user";
import { Stack, type Resource } from "../../support/stack";
import { TestServer } from "../../support/test-server";

const acme: Resource = { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) };
const people = (onRemove: string, ...names: string[]): Resource[] =>
  names.map((name) => ({
    ...{ name, handler: user },
    inputs: () => ({ username: name, onRemove }),
  }));
const department = (name: string): Resource => ({
  ...{ name, handler: node },
  inputs: (idOf) => ({ org: idOf("acme"), kind: "department", uid: name, name }),
});
const inTeam = (...names: string[]): Resource => ({
  ...{ name: "team-people", handler: nodeMembers },
  inputs: (idOf) => ({
    ...{ node: idOf("team"), mode: "exact" },
    users: Object.fromEntries(names.map((name) => [name, "member"])),
  }),
});
const atAcme = (name: string): Resource => ({
  ...{ name: `${name}-at-acme`, handler: orgMember },
  inputs: (idOf) => ({ org: idOf("acme"), user: name, position: "Engineer" }),
});
const teams = [acme, department("team"), department("other")];

/** The lists go first here, as the engine has it: they depend on the people. */
describe("people whom a run deletes, and the lists of their org that go as well", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  const writes = () => stack.requests.filter((one) => !one.startsWith("GET"));
  const inOrg = async () => {
    const { results } = await server.get(`org/${stack.idOf("acme")}/user/?page_size=100`);
    return (results as { username: string }[]).map(({ username }) => username).sort();
  };
  const company = async (onRemove = "delete") => {
    const all = people(onRemove, "ada1", "bob1", "cyd1");
    await stack.up([...all, ...teams, inTeam("ada1", "bob1"), atAcme("cyd1")]);
    stack.requests.length = 0;
  };

  it("leave the org and its nodes by one request", async () => {
    await company();
    await stack.up(teams);
    const leaving = writes().filter((one) => one.startsWith("PATCH") && !one.includes("password"));
    assert.deepEqual(leaving, ["PATCH org/:oid/user/"]);
    assert.deepEqual(await inOrg(), ["admin"]);
    assert.deepEqual(await server.members("d_team"), []);
    assert.equal(await server.status("user/ada1/"), 404);
  });

  it("stay in the org where they are only suspended", async () => {
    await company("suspend");
    await stack.up(teams);
    assert.deepEqual(await inOrg(), ["ada1", "admin", "bob1"]);
    assert.deepEqual(await server.members("d_team"), []);
  });

  it("leave only the lists where they are kept", async () => {
    await company("keep");
    await server.join("d_other", "ada1");
    await stack.up(teams);
    assert.deepEqual(await server.members("d_other"), ["ada1"]);
    assert.deepEqual(await server.members("d_team"), []);
  });

  it("stay where the program still declares them", async () => {
    await company();
    await server.join("d_other", "ada1", "bob1");
    await stack.up([...people("delete", "ada1"), ...teams]);
    assert.deepEqual(await inOrg(), ["ada1", "admin"]);
    assert.deepEqual(await server.members("d_other"), ["ada1"]);
    assert.deepEqual(await server.members("d_team"), []);
  });

  it("stay in a run of targets, which takes out only whom the lists name", async () => {
    await company();
    await server.join("d_other", "ada1");
    await stack.destroy("team-people", "cyd1-at-acme");
    assert.deepEqual(await server.members("d_other"), ["ada1"]);
    assert.deepEqual(await server.members("d_team"), []);
  });

  it("stay all of them where more would be deleted than the limit allows", async () => {
    const names = ["ada1", "bob1", "cyd1", "dan1", "eve1"];
    await stack.up([...people("delete", ...names), ...teams, inTeam(...names)]);
    await server.join("d_other", ...names);
    await assert.rejects(stack.up(teams), /would delete 5 of the 5 people/);
    assert.deepEqual(await server.members("d_other"), names);
  });

  it("stay where somebody else has the username by now", async () => {
    await company();
    await server.send("DELETE", "user/ada1/");
    await server.people("ada1");
    await server.join("d_other", "ada1", "bob1");
    await stack.up(teams);
    assert.deepEqual(await server.members("d_other"), ["ada1"]);
    assert.equal(await server.status("user/bob1/"), 404);
  });

  it("stay where they own an org, so that they can't be deleted", async () => {
    const token = await server.personWithToken("boss");
    const { oid } = await server.org("Theirs", token);
    const joining = { subject: "add", usernames: ["admin"] };
    await server.send("PATCH", `org/${oid}/user/`, joining, token);
    const boss: Resource = {
      ...{ name: "boss", handler: user },
      inputs: () => ({ username: "boss", adopt: "ifExists" }),
    };
    await stack.up([boss, ...people("delete", "ada1"), ...teams, inTeam("boss", "ada1")]);
    await server.join("d_other", "boss", "ada1");
    await assert.rejects(stack.up(teams), /"boss" owns org "Theirs"/);
    assert.deepEqual(await server.members("d_other"), ["boss"]);
    assert.deepEqual(await server.members("d_team"), []);
  });
});
