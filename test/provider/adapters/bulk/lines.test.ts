import assert from "node:assert/strict";
import sinon from "sinon";
import type { Values } from "../../../../provider/engine/kind";
import { PlanFile } from "../../../../provider/run/plan-file";
import { TestServer, type MadeOrg } from "../../support/test-server";
import { BulkStack } from "./bulk-stack";

const ADA = { username: "adalove", name: "Ada" };
const EVE = { username: "evelyn", name: "Eve" };
const treeOf = (people: Values, members: Values) => ({
  nodes: { lab: { kind: "department", name: "Lab", people: members } },
  people,
});
const BOTH = treeOf({ ada: ADA, eve: EVE }, { ada: "member", eve: "member" });
const ONE = treeOf({ ada: ADA }, { ada: "member" });

describe("the lines of a preview of a bulk resource", () => {
  let server: TestServer;
  let org: MadeOrg;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  afterEach(async () => {
    sinon.restore();
    await server.close();
  });

  const stackOf = () => new BulkStack(server.session().session.configuration, org.oid);
  /** The one message in which a preview says all, line by line. */
  async function toldBy(stack: BulkStack, tree: object, policy: Values = {}): Promise<string[]> {
    const info = sinon.stub(console, "info");
    await stack.plan(tree, { ...policy, preview: {} });
    info.restore();
    assert.equal(info.callCount, 1);
    return String(info.args[0]?.[0])
      .split("\n")
      .map((line) => line.trim());
  }
  /** The same without its head. */
  const linesOf = async (stack: BulkStack, tree: object, policy: Values = {}) =>
    (await toldBy(stack, tree, policy)).slice(1);

  it("have nobody join whose time there is over", async () => {
    const stack = stackOf();
    stack.at = new Date("2026-12-01T00:00:00Z");
    const members = { ada: "until 2026-11-30", eve: "until 2026-12-31" };
    assert.deepEqual(await linesOf(stack, treeOf({ ada: ADA, eve: EVE }, members)), [
      "+ department lab (Lab)",
      "+ person ada (Ada)",
      "+ person eve (Eve)",
      "+ evelyn until 2026-12-31 in lab",
    ]);
  });

  for (const [policy, how] of [
    [{}, "leaves"],
    [{ graceDays: 7 }, "is locked out, and deleted later"],
    [{ onRemove: "suspend" }, "is locked out"],
    [{ onRemove: "keep" }, "leaves"],
  ] as const) {
    it(`say that a leaver ${how} by ${JSON.stringify(policy)}`, async () => {
      const stack = stackOf();
      await stack.up(BOTH, policy);
      assert.deepEqual(await linesOf(stack, ONE, policy), [
        "- evelyn from lab",
        `- person eve ${how}`,
      ]);
    });
  }

  /** All that a preview of a tree of `BOTH` says which takes over what exists. */
  async function toldOf(tree: object): Promise<string[]> {
    const stack = stackOf();
    const told = await toldBy(stack, tree, { adopt: "ifExists" });
    assert.deepEqual(stack.warnings, []);
    return told;
  }

  it("count what is taken over as it is, and name what changes of the rest", async () => {
    const lab = { kind: "department", name: "Lab", uid: "lab" };
    const given = { ...BOTH, nodes: { lab: { ...BOTH.nodes.lab, ...lab } } };
    await stackOf().up(given);
    assert.deepEqual(await toldOf(given), [
      "acme: takes over 1 node and 2 people; changes nothing of them",
    ]);
    const edited = {
      nodes: {
        lab: { ...lab, name: "实验室", people: { ada: "member", kim: "member" } },
        new: { kind: "department", name: "New", people: { eve: "member" } },
      },
      people: { ada: { ...ADA, name: "Ada King" }, eve: EVE, kim: { username: "kimlee" } },
    };
    assert.deepEqual(await toldOf(edited), [
      "acme: takes over 1 node and 2 people; 6 changes",
      '~ lab: name "Lab" → "实验室"',
      "+ department new (New)",
      '~ ada: name "Ada" → "Ada King"',
      "+ person kim",
      "+ kimlee in lab",
      "+ evelyn in new",
    ]);
  });

  it("go by the onRemove that was applied, as the step does, and so does the plan", async () => {
    const stack = stackOf();
    await stack.up(BOTH, { onRemove: "suspend" });
    const add = sinon.spy(PlanFile.prototype, "add");
    const lines = await linesOf(stack, ONE, { onRemove: "keep" });
    assert.equal(lines.at(-1), "- person eve is locked out");
    const { entries = [] } = add.args.map(([line]) => line).find((line) => line.entries) ?? {};
    const eve = entries.find(({ name }) => name === "acme/eve");
    assert.deepEqual([eve?.what, eve?.old?.outputs.onRemove], ["leave", "suspend"]);
  });
});
