import assert from "node:assert/strict";
import { InvalidError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("the parent of a Node", () => {
  let server: TestServer;
  let org: MadeOrg;
  let other: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    [org, other] = [await server.org("Acme"), await server.org("Other")];
  });
  after(() => server.close());

  const inputs = (parent: string, kind = "department") => ({
    ...{ org: org.oid, kind, name: "Engineering", uid: "it", parent },
  });
  const refusal = async (parent: string, kind?: string, session = server.session().session) => {
    const [failure] = await new Declared(node, session).failures(inputs(parent, kind));
    return failure && `${failure.property}: ${failure.reason}`;
  };

  it("can't be a group's for a department, at preview", async () => {
    assert.match(String(await refusal("g_some")), /^parent: "g_some" is a group's id/);
  });

  it("can't be what is no node at all, at preview", async () => {
    for (const parent of ["some", "d_", "d_a b"]) {
      assert.match(String(await refusal(parent)), /^parent: .*no id of a node/);
    }
  });

  it("can't be the root of another kind, at preview", async () => {
    assert.match(String(await refusal(`${org.oid}/group`)), /^parent: .* is a group/);
  });

  it("can't be the root of another org, at preview", async () => {
    assert.match(String(await refusal(`${other.oid}/department`)), /^parent: .*same org/);
  });

  it("can't be another resource's node of another org, at preview", async () => {
    const { session } = server.session();
    node.register?.(session, "d_met", { org: other.oid, kind: "department" }, {});
    assert.match(String(await refusal("d_met", "department", session)), /^parent: .*same org/);
  });

  it("can't be a role for a group when this run has met it, at preview", async () => {
    const { session } = server.session();
    node.register?.(session, "g_met", { org: org.oid, kind: "role" }, {});
    assert.match(String(await refusal("g_met", "group", session)), /^parent: .* is a role/);
  });

  it("may be unknown in a preview", async () => {
    assert.equal(await refusal(UNKNOWN), undefined);
  });

  it("can't be the node itself, nor one below it, by the ids that a program gives, at preview", async () => {
    const { session } = server.session();
    const says = async (uid: string, parent: string) => {
      const [failure] = await new Declared(node, session, uid).failures({
        ...inputs(parent),
        ...{ uid, name: uid },
      });
      return failure && `${failure.property}: ${failure.reason}`;
    };
    assert.match(String(await says("self", "d_self")), /^parent: d_self would lie below itself/);
    assert.equal(await says("one", "d_two"), undefined);
    assert.equal(await says("two", "d_three"), undefined);
    assert.match(
      String(await says("three", "d_one")),
      /^parent: .*\(d_three below d_one below d_two below d_three\): give another parent/,
    );
    assert.equal(await says("four", "d_one"), undefined);
  });

  const creating = (parent: string, kind?: string) =>
    new Declared(node, server.session().session).create(inputs(parent, kind));
  const named = (pattern: RegExp) => (error: unknown) => {
    assert.ok(error instanceof InvalidError);
    assert.equal(error.property, "parent");
    assert.match(error.message, pattern);
    return true;
  };

  it("that is not there is named, and nothing is made", async () => {
    await assert.rejects(creating("d_ghost"), named(/no node d_ghost/));
    assert.equal(await server.status("node/d_it/"), 404);
  });

  it("that lies deep in another org is named, and nothing is made", async () => {
    const top = await server.node(other.root("department"), "othertop");
    const deep = await server.node(top, "otherdeep");
    await assert.rejects(creating(deep), named(/otherdeep is not in org/));
    assert.deepEqual(await server.children(deep), []);
  });

  it("that is a role by a literal id is no group's, and nothing is made", async () => {
    const role = await server.node(org.root("role"), "aliteralrole");
    await assert.rejects(creating(role, "group"), named(/is a role/));
    assert.deepEqual(await server.children(role), []);
  });

  it("in another org is refused to a move, and nothing else is changed", async () => {
    const made = await new Declared(node, server.session().session).create(
      inputs(`${org.oid}/department`),
    );
    const foreign = await server.node(other.root("department"), "foreign");
    const edit = { ...inputs(foreign), name: "Renamed" };
    await assert.rejects(made.update(edit), named(/not in org/));
    const { name, parent_node_uid } = await server.get("node/d_it/");
    assert.deepEqual([name, parent_node_uid], ["Engineering", org.root("department")]);
  });
});
