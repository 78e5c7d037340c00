import assert from "node:assert/strict";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { perm } from "../../../../provider/kinds/perm";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import { Stack, type Resource } from "../../support/stack";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("a department that somebody deleted in the console, with all that it held", () => {
  let server: TestServer;
  let org: MadeOrg;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    stack = new Stack(server.url);
    await server.people("ada1", "bob1", "cyd1");
    await stack.up(program());
  });
  afterEach(() => server.close());

  const department = (name: string, parent?: string): Resource => ({
    ...{ name, handler: node },
    inputs: (idOf) => ({
      ...{ org: org.oid, kind: "department", name: `部门 ${name}`, description: "declared" },
      ...(parent !== undefined && { parent: idOf(parent) }),
    }),
  });
  const people = (at: string, ...users: string[]): Resource => ({
    ...{ name: `${at}-people`, handler: nodeMembers },
    inputs: (idOf) => ({ node: idOf(at), users, mode: "exact" }),
  });
  const program = (): Resource[] => [
    ...[department("team"), department("child", "team"), department("grandchild", "child")],
    ...[department("other"), people("team", "ada1", "bob1"), people("grandchild", "cyd1")],
    { name: "deploy", handler: perm, inputs: () => ({ scope: org.oid, name: "Deploy" }) },
    {
      ...{ name: "grants", handler: permGrants },
      inputs: (idOf) => ({
        perm: idOf("deploy"),
        ...{ users: ["cyd1"], nodes: ["team", "grandchild", "other"].map(idOf), mode: "exact" },
      }),
    },
  ];

  /** As a person has to: whom it holds first, then from the lowest up (ARKID.md 21). */
  const remove = async (...names: string[]) => {
    for (const name of names) {
      const path = `node/${stack.idOf(name)}/`;
      await server.send("PATCH", `${path}user/`, { subject: "override", user_uids: [] });
      assert.equal((await server.send("DELETE", path)).status, 204);
    }
  };
  /** All that the program declares, as raw HTTP tells. */
  const held = async () => {
    const nodes: object[] = [];
    for (const name of ["team", "child", "grandchild", "other"]) {
      const id = stack.idOf(name);
      const { name: called, remark, parent_node_uid: parent } = await server.get(`node/${id}/`);
      nodes.push({ name, called, remark, parent, members: await server.members(id) });
    }
    const { results } = await server.get(`perm/${stack.idOf("deploy")}/owner/?status=1`);
    const granted = (results as { uid: string }[]).map(({ uid }) => uid).sort();
    return { nodes, granted, below: await server.children(org.root("department")) };
  };
  const refreshedUp = async () => {
    await stack.refresh();
    await stack.up(program());
  };

  it("is healed by one up --refresh: its branch, members and grants", async () => {
    const before = await held();
    assert.equal(before.granted.length, 4);
    await remove("grandchild", "child", "team");
    await refreshedUp();
    const after = await held();
    assert.deepEqual(
      { ...after, below: after.below.toSorted() },
      { ...before, below: before.below.toSorted() },
    );
    assert.deepEqual(await stack.preview(program()), []);
    await stack.refresh();
    assert.deepEqual(await stack.preview(program()), []);
  });

  it("shows in the preview as what is gone, and nothing else", async () => {
    await remove("grandchild", "child", "team");
    const copy = stack.copy();
    await copy.refresh();
    assert.deepEqual(await copy.preview(program()), [
      ...["create team", "create child", "create grandchild"],
      ...["create team-people", "create grandchild-people", "update grants"],
    ]);
  });

  it("is healed where only the lowest of it went", async () => {
    const before = await held();
    await remove("grandchild");
    await refreshedUp();
    assert.deepEqual(await held(), before);
    assert.deepEqual(await stack.preview(program()), []);
  });
});
