import assert from "node:assert/strict";
import { kinds } from "../../../../provider/kinds";
import type { Values } from "../../../../provider/engine/kind";
import { TestServer, type MadeOrg } from "../../support/test-server";
import { DIFF_NONE, Engine, urnOf } from "./engine";

/** One object of every kind, made behind the provider's back, and the id to import it by. */
const objects = async (server: TestServer, org: MadeOrg): Promise<Record<string, string>> => {
  const { oid } = org;
  await server.people("ada001", "bob001");
  const node = await server.node(org.root("department"), "engineering", { remark: "all of it" });
  await server.join(node, "ada001", "bob001");
  await server.send("POST", `org/${oid}/app/`, { uid: "ci", name: "CI" });
  const { body: perm } = await server.send("POST", "perm/", { scope: "ci", name: "Deploy" });
  const grants = { user_perm_status: [{ uid: "ada001", status: 1 }] };
  await server.send("PATCH", `perm/${String(perm.uid)}/owner/`, grants);
  return {
    ...{ Org: oid, Node: node, User: "ada001", NodeMembers: node },
    ...{ OrgMember: `${oid}/ada001`, OrgMembers: oid, App: `${oid}/ci` },
    ...{ Perm: String(perm.uid), PermGrants: String(perm.uid) },
  };
};

describe("an import by the plugin", () => {
  let server: TestServer;
  let org: MadeOrg;
  let engine: Engine;
  let ids: Record<string, string>;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    ids = await objects(server, org);
    engine = await Engine.on(server.url);
  });
  after(async () => {
    engine.close();
    await server.close();
  });

  for (const kind of Object.keys(kinds)) {
    it(`brings in a ${kind} by its id, and leaves nothing to do`, async () => {
      const urn = urnOf(kind, "brought");
      const { id, state, inputs } = await engine.read(urn, ids[kind] ?? "");
      assert.ok(id !== "" && ids[kind]?.endsWith(id), id);
      const checked = await engine.check(urn, withoutPassed(inputs), inputs);
      assert.deepEqual(checked.failures, []);
      assert.equal((await engine.diff(urn, id, state, checked.inputs)).changes, DIFF_NONE);
      const again = await engine.read(urn, id, state);
      assert.equal((await engine.diff(urn, id, again.state, checked.inputs)).changes, DIFF_NONE);
    });
  }

  it("has lists in its state, for the code to print, until the next check", async () => {
    const own = await Engine.on(server.url);
    const urn = urnOf("NodeMembers", "people");
    const { inputs } = await own.read(urn, ids.NodeMembers ?? "");
    const program = withoutPassed(inputs);
    const first = await own.check(urn, program, inputs);
    assert.deepEqual(first.inputs.users, ["ada001", "bob001"]);
    const { imported: _, ...declared } = program;
    const next = await own.check(urn, declared, first.inputs);
    assert.deepEqual(next.inputs.users, { ada001: "member", bob001: "member" });
    own.close();
  });

  it("leaves out what is empty, and all that the system lacks", async () => {
    const { inputs } = await engine.read(urnOf("Node", "x"), ids.Node ?? "");
    const provider = ["imported", "logicalName", "origin"];
    const declared = ["description", "kind", "name", "org", "parent", "uid", "visibility"];
    assert.deepEqual(Object.keys(inputs).sort(), [...declared, ...provider].sort());
  });

  it("leaves nothing to do for a program that declares less", async () => {
    const own = await Engine.on(server.url);
    const urn = urnOf("Node", "engineering");
    const { id, state, inputs } = await own.read(urn, "d_engineering");
    const given = { org: org.oid, kind: "department", name: "engineering" };
    const checked = await own.check(urn, given, inputs);
    assert.deepEqual([checked.failures, checked.inputs.uid], [[], "engineering"]);
    assert.equal((await own.diff(urn, id, state, checked.inputs)).changes, DIFF_NONE);
    own.close();
  });

  it("says that there is none, for what is not there", async () => {
    assert.equal((await engine.read(urnOf("Node", "x"), "d_nothing")).id, "");
    assert.equal((await engine.read(urnOf("User", "x"), "nobody")).id, "");
  });
});

/** What a program of an import declares: all but what the provider adds itself. */
function withoutPassed({ logicalName: _, origin: __, ...inputs }: Values): Values {
  return inputs;
}
