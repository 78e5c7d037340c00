import assert from "node:assert/strict";
import { InvalidError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { org } from "../../../../provider/kinds/org";
import { Stack } from "../../support/stack";
import { TestServer } from "../../support/test-server";
import { rootOf } from "../../support/root-of";

describe("a group that would leave its category, where ArkID keeps it", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
    await server.people("ada1");
  });
  afterEach(() => server.close());

  const group = (name: string, more: object) => ({
    ...{ name, handler: node },
    inputs: (idOf: (name: string) => string) => ({
      ...{ org: idOf("acme"), kind: "group", name, uid: name },
      ...(typeof more === "function" ? (more as (id: typeof idOf) => object)(idOf) : more),
    }),
  });
  /** Two categories, with a group in one of them. */
  const program = (change: (idOf: (name: string) => string) => object = () => ({})) => [
    { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) },
    group("one", {}),
    group("two", {}),
    group("below", (idOf: (name: string) => string) => ({ parent: idOf("one") })),
    group("team", (idOf: (name: string) => string) => ({ parent: idOf("one"), ...change(idOf) })),
  ];
  const refused = (error: Error) => {
    assert.match(
      error.message,
      /^parent: ArkID keeps a group in the category .* another uid .* allowReplace: true/,
    );
    return true;
  };

  for (const [where, parent] of [
    ["another category", (idOf: (name: string) => string) => idOf("two")],
    ["the root", (idOf: (name: string) => string) => `${idOf("acme")}/group`],
  ] as const) {
    it(`is refused at preview the way to ${where}, with the way out`, async () => {
      await stack.up(program());
      await assert.rejects(stack.preview(program((idOf) => ({ parent: parent(idOf) }))), refused);
    });

    it(`goes to ${where} by that way out, with its people`, async () => {
      await stack.up(program());
      await server.join("g_team", "ada1");
      const moved = program((idOf) => ({ parent: parent(idOf), uid: "again", allowReplace: true }));
      assert.deepEqual(await stack.preview(moved), ["replace team"]);
      await stack.up(moved);
      assert.deepEqual(await server.members("g_again"), ["ada1"]);
      assert.equal(await server.status("node/g_team/"), 404);
      const { parent_node_uid } = await server.get("node/g_again/");
      assert.equal(
        parent_node_uid,
        where === "the root" ? rootOf(stack.outputsOf("acme"), "group") : "g_two",
      );
      assert.deepEqual(await stack.preview(moved), []);
    });
  }

  it("moves within it", async () => {
    await stack.up(program());
    const moved = program((idOf) => ({ parent: idOf("below") }));
    await stack.up(moved);
    assert.equal((await server.get("node/g_team/")).parent_node_uid, "g_below");
  });

  it("is a category itself: it goes nowhere", async () => {
    await stack.up(program());
    const [acme, one, two, ...rest] = program();
    const below = group("two", (idOf: (name: string) => string) => ({ parent: idOf("one") }));
    assert.ok(acme && one && two);
    await assert.rejects(stack.preview([acme, one, below, ...rest]), refused);
  });

  it("is refused by the server with the same sentence, where this run can't know", async () => {
    await stack.up(program());
    const stranger = await server.node(rootOf(stack.outputsOf("acme"), "group"), "stranger");
    const moved = program(() => ({ parent: stranger }));
    assert.deepEqual(await stack.preview(moved), ["update team"]);
    await assert.rejects(stack.up(moved), (error: Error) => {
      assert.ok((error as { cause?: unknown }).cause instanceof InvalidError);
      return refused(error);
    });
  });
});
