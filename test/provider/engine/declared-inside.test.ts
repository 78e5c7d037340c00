import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { perm } from "../../../provider/kinds/perm";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const acme: Resource = {
  ...{ name: "acme", handler: org },
  inputs: () => ({ name: "Acme 公司", forceDestroy: true }),
};
const department = (name: string, more: Values = {}): Resource => ({
  ...{ name, handler: node },
  inputs: (idOf) => ({
    ...{ org: idOf("acme"), kind: "department", uid: name, name, forceDestroy: true, ...more },
  }),
});
const wiki: Resource = {
  ...{ name: "wiki", handler: app },
  inputs: (idOf) => ({ org: idOf("acme"), uid: "wiki", name: "Wiki" }),
};
/** A perm of the app, which it names by a text. */
const edit: Resource = {
  ...{ name: "edit", handler: perm },
  inputs: () => ({ scope: "wiki", name: "编辑" }),
};

describe("a delete of what holds something that another resource declares", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  /** The same resource, whose org is given as a text. */
  const inOrg = (resource: Resource): Resource => {
    const id = stack.idOf("acme");
    return { ...resource, inputs: () => resource.inputs(() => id) };
  };

  it("refuses to take a node, an app or a perm along with its org", async () => {
    await stack.up([acme, department("platform"), wiki, edit]);
    for (const [kept, what] of [
      [inOrg(department("platform")), /Node "platform"/],
      [inOrg(wiki), /App "wiki"/],
      [edit, /Perm "edit"/],
    ] as const) {
      const copy = stack.copy();
      // What goes with the others goes first, as a dependency or by chance.
      await assert.rejects(copy.up([kept]), what);
    }
    assert.equal(await server.status(`org/${stack.idOf("acme")}/`), 200);
  });

  it("refuses to take along a node that was put below another by hand", async () => {
    const both = [acme, department("platform"), department("tools")];
    await stack.up(both);
    await server.send("PATCH", `node/d_platform/node/`, { subject: "add", node_uids: ["d_tools"] });
    assert.deepEqual(await server.children("d_platform"), ["d_tools"]);
    const rest = both.filter(({ name }) => name !== "platform");
    await assert.rejects(stack.up(rest), /Node d_platform is not deleted: .*\(Node "tools"\)/);
    assert.deepEqual(await server.children("d_platform"), ["d_tools"]);
  });

  it("refuses so too where only the state tells, since the node is no target", async () => {
    await stack.up([acme, department("platform"), department("tools", { parent: "d_platform" })]);
    await assert.rejects(stack.destroy("platform"), /Node "tools"/);
    assert.equal(await server.status("node/d_tools/"), 200);
    await stack.destroy("tools", "platform", "acme");
    assert.equal(await server.status("node/d_platform/"), 404);
  });

  it("refuses to take a perm along with its app", async () => {
    await stack.up([acme, wiki, edit]);
    await assert.rejects(stack.up([acme, edit]), /App wiki is not deleted: .*\(Perm "edit"\)/);
    await stack.up([acme]);
    assert.equal(await server.status("org/any/app/wiki/"), 404);
  });

  it("still takes along what nobody declares", async () => {
    await stack.up([acme, department("platform")]);
    await server.node("d_platform", "byhand");
    await stack.up([acme]);
    assert.equal(await server.status("node/d_byhand/"), 404);
  });
});
