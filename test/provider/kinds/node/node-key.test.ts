import assert from "node:assert/strict";
import { ConflictError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { check } from "../../../../provider/adapters/check";
import type { Values } from "../../../../provider/engine/kind";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("the key of a Node", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  after(() => server.close());

  const department = (fields: object = {}) => ({
    org: org.oid,
    kind: "department",
    name: "Engineering",
    ...fields,
  });
  const uidOf = async (inputs: Values, olds: Values = {}, logicalName = "engineering") => {
    const { session } = server.session();
    const named = { logicalName, ...inputs };
    return (await check(node, () => session, olds, named)).inputs.uid;
  };

  it("is the same for the same program", async () => {
    const uid = await uidOf(department());
    assert.match(String(uid), /^engineering-[0-9a-f]{8}$/);
    assert.equal(await uidOf(department({ name: "Another name" })), uid);
  });

  it("differs for another org, kind or logical name", async () => {
    const uids = await Promise.all([
      uidOf(department()),
      uidOf(department({ org: "another" })),
      uidOf(department({ kind: "group" })),
      uidOf(department(), {}, "engineers"),
    ]);
    assert.equal(new Set(uids).size, 4);
  });

  it("stays through an alias or another logical name", async () => {
    const olds = department({ uid: "engineering-12345678", logicalName: "engineering" });
    assert.equal(await uidOf(department(), olds, "makers"), "engineering-12345678");
  });

  it("stays the chosen one when the program no longer names it", async () => {
    assert.equal(await uidOf(department(), department({ uid: "eng" })), "eng");
  });

  it("is unknown while the org is", async () => {
    assert.equal(await uidOf(department({ org: UNKNOWN })), UNKNOWN);
  });

  it("is found again after a preview in which it was unknown", async () => {
    assert.equal(await uidOf(department(), { uid: UNKNOWN }), await uidOf(department()));
  });

  it("is a new one for another kind, when a replacement is meant", async () => {
    const olds = department({ uid: "engineering-12345678" });
    const uid = await uidOf(department({ kind: "group", allowReplace: true }), olds);
    assert.notEqual(uid, "engineering-12345678");
  });

  it("is one resource's in a program", async () => {
    const { session } = server.session();
    await new Declared(node, session, "a").failures(department({ uid: "shared" }));
    const failures = await new Declared(node, session, "b").failures(department({ uid: "shared" }));
    assert.match(String(failures[0]?.reason), /resource "a" .* department shared already/);
  });

  it("is nobody else's yet while a kind is unknown in a preview", async () => {
    const { session } = server.session();
    const unknown = department({ uid: "shared", kind: UNKNOWN });
    await new Declared(node, session, "a").failures(unknown);
    assert.deepEqual(await new Declared(node, session, "b").failures(unknown), []);
  });

  for (const uid of ["", "a b", "a.b", "a/b", "x".repeat(256)]) {
    it(`is refused at preview as ${JSON.stringify(uid.slice(0, 10))}`, async () => {
      const failures = await new Declared(node, server.session().session).failures(
        department({ uid }),
      );
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["uid"],
      );
    });
  }

  it("that a node of another org has is a conflict, and never moved over", async () => {
    const other = await server.org("Other");
    const theirs = await server.node(other.root("department"), "taken");
    for (const adopt of ["never", "ifExists"]) {
      const create = new Declared(node, server.session().session).create(
        department({ uid: "taken", adopt }),
      );
      await assert.rejects(create, (error: unknown) => {
        assert.ok(error instanceof ConflictError);
        assert.equal(error.property, "uid");
        return true;
      });
    }
    const held = await server.get(`node/${theirs}/`);
    assert.equal(held.parent_node_uid, other.root("department"));
  });

  it("that a role has is no group's to adopt", async () => {
    await server.node(org.root("role"), "aroleskey");
    const inputs = { ...department({ uid: "aroleskey", adopt: "ifExists" }), kind: "group" };
    const create = new Declared(node, server.session().session).create(inputs);
    await assert.rejects(create, ConflictError);
  });
});
