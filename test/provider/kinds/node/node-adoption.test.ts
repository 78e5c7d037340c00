import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  NotFoundError,
} from "../../../../provider/backends/errors";
import { defaultKey } from "../../../../provider/engine/default-key";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("adopting a Node", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  const declare = (settings = {}, logicalName = "it") => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(node, session, logicalName), { warnings });
  };
  /** The key that a resource of this name is given. */
  const keyOf = (logicalName: string) => defaultKey("department", { org: org.oid, logicalName });
  const department = (uid: string, fields: object = {}) => ({
    ...{ org: org.oid, kind: "department", uid, name: uid, ...fields },
  });
  const isConflict = (error: unknown) => error instanceof ConflictError;

  it("takes what an interrupted run has made under its default key, with a warning", async () => {
    const unnamed = { org: org.oid, kind: "department", name: "Interrupted" };
    const first = await declare().create(unnamed);
    const made = declare();
    await made.create(unnamed);
    assert.equal(made.id, first.id);
    assert.match(made.warnings.join(), /d_it-.*interrupted run/);
  });

  it("is refused by never under a key that another program may have chosen as well", async () => {
    await server.node(org.root("department"), "chosen");
    const create = declare().create(department("chosen"));
    await assert.rejects(create, /d_chosen.*aliases.*adopt: "ifExists"/);
  });

  it("is refused by never when another made it at the same moment", async () => {
    between.before = async (request) => {
      if (request !== `POST node/${org.root("department")}/node/`) return;
      await server.node(org.root("department"), "atonce");
    };
    const create = declare({ url: between.url }).create(department("atonce"));
    await assert.rejects(create, /d_atonce.*adopt: "ifExists"/);
    between.before = () => Promise.resolve();
  });

  it("is refused by never, naming the id and the setting", async () => {
    await server.node(org.root("department"), keyOf("renamed"), { name: "Otherwise" });
    await assert.rejects(
      declare({}, "renamed").create(department(keyOf("renamed"))),
      (error: Error) => {
        assert.ok(isConflict(error));
        assert.match(error.message, /d_renamed-.*adopt: "ifExists"/);
        return true;
      },
    );
  });

  it("is refused by never when something undeclared is filled", async () => {
    await server.node(org.root("department"), keyOf("remarked"), { remark: "by somebody" });
    await assert.rejects(declare({}, "remarked").create(department(keyOf("remarked"))), isConflict);
  });

  it("is refused by never when people are inside", async () => {
    const theirs = await server.node(org.root("department"), keyOf("peopled"));
    await server.people("inside1");
    await server.join(theirs, "inside1");
    await assert.rejects(declare({}, "peopled").create(department(keyOf("peopled"))), isConflict);
  });

  it("is refused by never when nodes are inside", async () => {
    await server.node(await server.node(org.root("department"), keyOf("parental")), "inner");
    await assert.rejects(declare({}, "parental").create(department(keyOf("parental"))), isConflict);
  });

  it("is refused by never when it lies elsewhere", async () => {
    await server.node(await server.node(org.root("department"), "there"), keyOf("elsewhere"));
    await assert.rejects(
      declare({}, "elsewhere").create(department(keyOf("elsewhere"))),
      isConflict,
    );
  });

  it("brings it to what is declared by ifExists, and keeps what it holds", async () => {
    const theirs = await server.node(org.root("department"), "known", { remark: "kept" });
    const child = await server.node(theirs, "knownchild");
    const home = await server.node(org.root("department"), "knownhome");
    const inputs = department("known", { name: "Known", parent: home, adopt: "ifExists" });
    const made = await declare().create(inputs);
    const { name, remark, parent_node_uid } = await server.get("node/d_known/");
    assert.deepEqual([name, remark, parent_node_uid], ["Known", "kept", home]);
    assert.deepEqual(await server.children(theirs), [child]);
    assert.equal(await made.isSettled(inputs), true);
  });

  it("creates by ifExists where there is none, and never by only", async () => {
    await declare({ adopt: "ifExists" }).create(department("fresh"));
    assert.equal(await server.status("node/d_fresh/"), 200);
    const create = declare({ adopt: "only" }).create(department("absent"));
    await assert.rejects(create, NotFoundError);
    assert.equal(await server.status("node/d_absent/"), 404);
  });

  it("that is half done lands in the state without what is missing, and the next update does it", async () => {
    await server.node(org.root("department"), "halfdone", { name: "Old" });
    const made = declare({ url: between.url });
    between.fault = (request) => (request.startsWith("PATCH node/d_halfdone") ? "deny" : "pass");
    const inputs = department("halfdone", { name: "New", adopt: "ifExists" });
    await assert.rejects(made.create(inputs), PartialCreateError);
    assert.deepEqual([made.id, made.state.name], ["d_halfdone", undefined]);
    between.fault = () => "pass";
    await made.update({ ...inputs });
    assert.equal((await server.get("node/d_halfdone/")).name, "New");
  });

  const lost = ["lose", "fail"] as const;
  for (const fault of lost) {
    it(`makes it once when the answer of the create is ${fault === "lose" ? "lost" : "a 500"}`, async () => {
      const uid = `once${fault}`;
      between.fault = (request, times) =>
        request === `POST node/${org.root("department")}/node/` && times === 1 ? fault : "pass";
      between.met.length = 0;
      const made = await declare({ url: between.url }).create(department(uid));
      assert.equal(made.id, `d_${uid}`);
      assert.equal(between.met.filter((request) => request.startsWith("POST node/")).length, 1);
    });
  }

  it("makes it by a second try when the first did not happen", async () => {
    between.fault = (request, times) =>
      request.startsWith("POST node/") && times === 1 ? "refuse" : "pass";
    between.met.length = 0;
    await declare({ url: between.url }).create(department("secondtry"));
    assert.equal(await server.status("node/d_secondtry/"), 200);
  });
});
