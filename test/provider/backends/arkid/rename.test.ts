import assert from "node:assert/strict";
import { ConflictError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("a change of a node", () => {
  let server: TestServer;
  let between: Proxy;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    org = await server.org("Acme");
  });
  after(async () => {
    await between.close();
    await server.close();
  });

  const department = (uid: string, fields: object = {}) => ({
    ...{ org: org.oid, kind: "department", uid, name: "Engineering" },
    ...fields,
  });
  const declare = () => new Declared(node, server.session({ url: between.url }).session, "it");
  /** What one update asks the server. */
  async function requests(made: Declared, inputs: object): Promise<string[]> {
    between.met.length = 0;
    await made.update({ ...inputs });
    return between.met;
  }

  it("asks who it is, and writes: the answer says the rest", async () => {
    const made = await declare().create(department("renamed"));
    const edited = department("renamed", { name: "Platform", description: "makers" });
    assert.deepEqual(await requests(made, edited), [
      "GET node/d_renamed/",
      "PATCH node/d_renamed/",
    ]);
    const { name, remark } = await server.get("node/d_renamed/");
    assert.deepEqual([name, remark], ["Platform", "makers"]);
    assert.equal(await made.isSettled(edited), true);
  });

  it("looks again where it names others, since names of nobody are echoed", async () => {
    const made = await declare().create(department("shown", { visibility: "named" }));
    const ghost = department("shown", { visibility: "named", visibleToNodes: ["d_ghost"] });
    between.met.length = 0;
    await assert.rejects(made.update(ghost), /there is no node "d_ghost"/);
    const own = between.met.filter((one) => one.endsWith(" node/d_shown/"));
    assert.deepEqual(own, ["GET node/d_shown/", "PATCH node/d_shown/", "GET node/d_shown/"]);
  });

  it("is refused, with nothing written, to another that has taken its place", async () => {
    const made = await declare().create(department("replaced"));
    await server.send("DELETE", "node/d_replaced/");
    await server.node(org.root("department"), "replaced");
    between.met.length = 0;
    await assert.rejects(made.update(department("replaced", { name: "New" })), ConflictError);
    assert.deepEqual(between.met, ["GET node/d_replaced/"]);
  });
});
