import assert from "node:assert/strict";
import { defaultKey } from "../../../../provider/engine/default-key";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("what ArkID makes half in a race (no parent, and a 500)", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
  });
  afterEach(() => between.close().then(() => server.close()));

  /** The first create is answered with 500 and leaves a node without a parent. */
  const race = (parent: string, uid: string) => {
    const create = `POST node/${parent}/node/`;
    let isFirst = true;
    between.before = async (request) => {
      if (request !== create || !isFirst) return;
      isFirst = false;
      server.detach(await server.node(parent, uid));
    };
    between.fault = (request, times) => (request === create && times === 1 ? "fail" : "pass");
  };
  const create = (kind: string, uid: string) =>
    new Declared(node, server.session({ url: between.url }).session).create({
      ...{ org: org.oid, kind, uid, name: uid },
    });

  it("is put into its place when it is a department", async () => {
    race(org.root("department"), "raced");
    await create("department", "raced");
    assert.deepEqual(await server.children(org.root("department")), ["d_raced"]);
  });

  for (const kind of ["department", "role"] as const) {
    it(`is found by the next run too, as a ${kind}`, async () => {
      // Under the key that the program would have given it.
      const uid = defaultKey(kind, { org: org.oid, logicalName: "it" });
      server.detach(await server.node(org.root(kind), uid));
      const { id } = await create(kind, uid);
      assert.deepEqual(await server.children(org.root(kind)), [id]);
    });

    it(`is left alone when it is somebody's under another name, as a ${kind}`, async () => {
      const theirs = await server.node(org.root(kind), "left", { name: "Theirs" });
      server.detach(theirs);
      await assert.rejects(create(kind, "left"), /is taken/);
      assert.equal((await server.get(`node/${theirs}/`)).parent_node_uid, null);
    });
  }

  it("is never one of the server's own", async () => {
    for (const kind of ["department", "role"]) {
      await assert.rejects(create(kind, "root"), /and not root/);
    }
    assert.equal(await server.status("node/g_root/"), 200);
  });

  it("is removed and made again when it is a group, which can't move", async () => {
    race(org.root("role"), "raced");
    await create("role", "raced");
    assert.deepEqual(await server.children(org.root("role")), ["g_raced"]);
    assert.equal((await server.get("node/g_raced/")).parent_node_uid, org.root("role"));
  });
});
