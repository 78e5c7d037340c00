import assert from "node:assert/strict";
import { app } from "../../../../provider/kinds/app/app";
import { org } from "../../../../provider/kinds/org";
import { perm } from "../../../../provider/kinds/perm";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../../provider/kinds/user/user";
import { proxy, type Proxy } from "../../support/proxy";
import { Stack, type Resource } from "../../support/stack";
import { TestServer } from "../../support/test-server";

const ground: Resource[] = [
  { name: "ada", handler: user, inputs: () => ({ username: "ada1" }) },
  { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) },
  {
    ...{ name: "wiki", handler: app },
    inputs: (idOf) => ({ org: idOf("acme"), uid: "wiki", name: "Wiki" }),
  },
];
const edit: Resource = {
  ...{ name: "edit", handler: perm },
  inputs: (idOf) => ({ scope: idOf("wiki"), name: "Edit" }),
};
const editors: Resource = {
  ...{ name: "editors", handler: permGrants },
  inputs: (idOf) => ({ perm: idOf("edit"), mode: "exact", users: { ada1: "member" } }),
};

describe("the grants of a perm that goes in the same run", () => {
  let server: TestServer;
  let between: Proxy;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    stack = new Stack(between.url);
    await stack.up([...ground, edit, editors]);
    between.met.length = 0;
  });
  afterEach(async () => {
    await between.close();
    await server.close();
  });

  const owners = async () => {
    const { results } = await server.get(`perm/${stack.idOf("edit")}/owner/?status=1`);
    return (results as { uid: string }[]).map(({ uid }) => uid);
  };
  const written = () => between.met.filter((one) => one.startsWith("PATCH"));

  it("end with it, without a write of their own", async () => {
    const id = stack.idOf("edit");
    await stack.up(ground);
    assert.equal(await server.status(`perm/${id}/`), 404);
    assert.deepEqual(written(), []);
  });

  it("are taken back where the perm stays, or is no target", async () => {
    await stack.up([...ground, edit]);
    assert.deepEqual(await owners(), []);
    await stack.up([...ground, edit, editors]);
    await stack.destroy("editors");
    assert.deepEqual(await owners(), []);
  });

  it("are taken back where the perm's delete is refused", async () => {
    between.fault = (request) => (request.startsWith("DELETE perm/") ? "deny" : "pass");
    await assert.rejects(stack.up(ground));
    assert.deepEqual(await owners(), []);
    between.fault = () => "pass";
    await stack.up(ground);
    assert.equal(await server.status("org/any/app/wiki/"), 200);
  });
});
