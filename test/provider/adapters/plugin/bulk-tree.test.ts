import assert from "node:assert/strict";
import { servedBulkTree } from "../../../../provider/adapters/plugin/served-bulk-tree";
import { pack } from "../../../../provider/pack";
import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Values } from "../../../../provider/engine/kind";
import { initialPasswordOf } from "../../../../provider/initial-password";
import { unpacked } from "../../../../provider/run/stack/held";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";
import {
  ADD,
  DELETE,
  DIFF_NONE,
  DIFF_SOME,
  Engine,
  secret,
  UNKNOWN,
  UPDATE,
  UPDATE_REPLACE,
  urnOf,
} from "./engine";

const urn = urnOf("BulkTree", "acme", "identity:index:OrgTree");
const TREE = {
  nodes: {
    platform: { kind: "department", name: "Platform", people: { ada: "member", wang: "member" } },
    lab: { kind: "department", name: "Lab", parent: "platform", people: { bob001: "member" } },
    "on-call": { kind: "role", name: "On call", people: { wang: "until 2099-06-30" } },
  },
  people: {
    ada: { username: "adalovelace", name: "Ada Lovelace" },
    wang: { username: "wangxuan", name: "王选" },
    bob001: { username: "bob001", name: "Bob" },
  },
};
const { nodes, people } = TREE;

describe("an OrgTree as one resource, by the plugin", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
  });
  afterEach(async () => {
    await between.close();
    await server.close();
  });

  /** A run of the engine, which has a provider of its own. */
  const run = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const engine = await Engine.on(between.url, { userDeleteLimit: "100%" });
    try {
      return await work(engine);
    } finally {
      engine.close();
    }
  };
  const inputsOf = (more: Values = {}): Values => ({
    ...{ org: org.oid, mode: "exact", tree: TREE, initialPasswordSecret: secret("seed") },
    ...more,
  });
  const make = (more?: Values) => run((engine) => engine.make(urn, inputsOf(more)));
  type Made = Awaited<ReturnType<typeof make>>;
  /** What a preview sends to the server beside its login, and what it says. */
  const previewed = async (made: Made, more: Values) => {
    between.met.length = 0;
    const found = await run(async (engine) => {
      const { inputs, failures } = await engine.check(urn, inputsOf(more), made.inputs);
      assert.deepEqual(failures, []);
      return { ...(await engine.diff(urn, made.id, made.state, inputs)), inputs };
    });
    const asked = between.met.filter((one) => !one.includes("login") && one !== "GET user/admin/");
    return { ...found, asked };
  };
  const writes = () =>
    between.met.filter((one) => !one.startsWith("GET") && !one.includes("login"));

  it("previews what an apply will make, with the ids that its nodes will have", async () => {
    const { inputs, failures } = await run((engine) => engine.check(urn, inputsOf()));
    assert.deepEqual(failures, []);
    const { id, state } = await run((engine) => engine.create(urn, inputs, true));
    assert.equal(id, `${org.oid}/acme`);
    assert.deepEqual([state.held, state.tenant, state.mode], [UNKNOWN, UNKNOWN, "exact"]);
    const made = await make();
    assert.deepEqual(state.nodeIds, made.state.nodeIds);
    assert.deepEqual(inputs.nodeIds, made.state.nodeIds);
  });

  it("knows no id as long as the org has none", async () => {
    const given = inputsOf({ org: UNKNOWN });
    const { inputs, failures } = await run((engine) => engine.check(urn, given));
    assert.deepEqual(failures, []);
    const { id, state } = await run((engine) => engine.create(urn, inputs, true));
    assert.equal(id, "");
    assert.deepEqual(state.nodeIds, { platform: UNKNOWN, lab: UNKNOWN, "on-call": UNKNOWN });
  });

  it("knows in a preview that a node will have an id which the server chooses", () => {
    const nodeIds = { platform: "p1" };
    const state = servedBulkTree.previewedUpdate({ nodeIds }, { tree: TREE, nodeIds });
    assert.deepEqual(state.nodeIds, { platform: "p1", lab: UNKNOWN, "on-call": UNKNOWN });
  });

  it("is made, read and deleted", async () => {
    const { id, state, inputs } = await make();
    const ids = state.nodeIds as Record<string, string>;
    assert.deepEqual(await server.members(String(ids.platform)), ["adalovelace", "wangxuan"]);
    assert.deepEqual(await server.children(String(ids.platform)), [ids.lab]);
    const password = initialPasswordOf("seed", "wangxuan");
    assert.notEqual(await server.login("wangxuan", password), "undefined");
    const read = await run((engine) => engine.read(urn, id, state));
    assert.deepEqual(read.state, state);
    assert.deepEqual(read.inputs.tree, inputs.tree);
    await run((engine) => engine.delete(urn, id, state));
    assert.equal(await server.status("user/adalovelace/"), 404);
    assert.deepEqual(await server.children(org.root("department")), []);
  });

  it("keeps the secret of passwords encrypted, and nothing else", async () => {
    const { state, inputs } = await make();
    assert.deepEqual(inputs.initialPasswordSecret, secret("seed"));
    assert.deepEqual(state.initialPasswordSecret, secret("seed"));
    assert.deepEqual(inputs.tree, TREE);
    assert.ok(!JSON.stringify(unpacked(state.held)).includes(initialPasswordOf("seed", "bob001")));
  });

  it("makes a map of the text that its component gives", async () => {
    const text = { tree: pack(TREE) };
    const { inputs } = await run((engine) => engine.check(urn, inputsOf(text)));
    assert.deepEqual(inputs.tree, TREE);
    const { changes, asked } = await previewed(await make(), text);
    assert.deepEqual([changes, asked], [DIFF_NONE, []]);
  });

  it("has nothing to do for what it holds, and asks nothing", async () => {
    const { changes, paths, asked } = await previewed(await make(), {});
    assert.deepEqual([changes, paths, asked], [DIFF_NONE, {}, []]);
  });

  it("has a path for each entry that changes, and for nothing else", async () => {
    const tree = {
      nodes: {
        platform: { ...nodes.platform, name: "Core", people: { ada: "member", eve: "member" } },
        lab: { kind: "department", name: "Lab", parent: "core", people: {} },
        core: { kind: "department", name: "Core" },
        guild: { kind: "group", name: "Guild", people: { ada: "member" } },
      },
      people: {
        ada: { ...people.ada, name: "Ada King" },
        wang: people.wang,
        eve: { username: "eve001" },
      },
    };
    const { changes, paths } = await previewed(await make(), { tree: { ...tree } });
    assert.equal(changes, DIFF_SOME);
    assert.deepEqual(paths, {
      'tree["nodes"]["platform"]["name"]': UPDATE,
      'tree["nodes"]["platform"]["people"]["eve"]': ADD,
      'tree["nodes"]["platform"]["people"]["wang"]': DELETE,
      'tree["nodes"]["lab"]["parent"]': UPDATE,
      'tree["nodes"]["lab"]["people"]["bob001"]': DELETE,
      'tree["nodes"]["core"]': ADD,
      'tree["nodes"]["guild"]': ADD,
      'tree["nodes"]["on-call"]': DELETE,
      'tree["people"]["ada"]["name"]': UPDATE,
      'tree["people"]["eve"]': ADD,
      'tree["people"]["bob001"]': DELETE,
    });
  });

  it("keeps an entry whose key changes, and knows it by the new one from then on", async () => {
    const made = await make();
    const { lab, platform, ...others } = nodes;
    const core = { ...platform, previously: ["platform"] };
    const tree = { nodes: { core, lab: { ...lab, parent: "core" }, ...others }, people };
    const renamed = await previewed(made, { tree });
    assert.deepEqual(renamed.paths, { 'tree["nodes"]["core"]["previously"]': ADD });
    between.met.length = 0;
    const { inputs } = renamed;
    const state = await run((engine) => engine.update(urn, made.id, made.state, inputs));
    assert.deepEqual(writes(), []);
    const forgotten = { ...tree, nodes: { ...tree.nodes, core: platform } };
    const { changes } = await previewed({ ...made, state, inputs }, { tree: forgotten });
    assert.equal(changes, DIFF_NONE);
  });

  it("shows a policy that changes, and refuses another org", async () => {
    const made = await make();
    const { paths } = await previewed(made, { graceDays: 30 });
    assert.deepEqual(paths, { graceDays: ADD });
    const inputs = { ...made.inputs, org: "other" };
    const moved = await run((engine) => engine.diff(urn, made.id, made.state, inputs));
    assert.deepEqual([moved.replaces, moved.paths], [["org"], { org: UPDATE_REPLACE }]);
  });

  it("writes just what changes, and knows in a preview what stays", async () => {
    const made = await make();
    const tree = { nodes, people: { ...people, ada: { ...people.ada, name: "Ada King" } } };
    const { inputs } = await previewed(made, { tree });
    const preview = await run((engine) => engine.update(urn, made.id, made.state, inputs, true));
    assert.deepEqual(preview.nodeIds, made.state.nodeIds);
    assert.deepEqual([preview.held, preview.tenant], [UNKNOWN, made.state.tenant]);
    between.met.length = 0;
    const state = await run((engine) => engine.update(urn, made.id, made.state, inputs));
    assert.deepEqual(writes(), ["PATCH user/adalovelace/"]);
    const again = await previewed({ ...made, state, inputs }, { tree });
    assert.deepEqual([again.changes, again.asked], [DIFF_NONE, []]);
  });

  it("keeps what was done of a step that fails, with a reason for each entry that did not", async () => {
    between.fault = (request) => (/^POST node\/.*lab|^POST user/.test(request) ? "deny" : "pass");
    const inputs = await run(async (engine) => (await engine.check(urn, inputsOf())).inputs);
    const made = await run((engine) => engine.create(urn, inputs)).then(
      () => assert.fail("it is made"),
      (error: ServiceError) => partOf(error),
    );
    const reasons = made.getReasonsList();
    assert.ok(reasons.length >= 3, reasons.join("\n"));
    for (const key of Object.keys(people))
      assert.match(reasons.join("\n"), new RegExp(`/${key}: `));
    const state: Values = made.getProperties()?.toJavaScript() ?? {};
    assert.deepEqual(state.initialPasswordSecret, secret("seed"));
    assert.match(String(state.__provider), /dynamic\/bulk-tree/);
    between.fault = () => "pass";
    const news = await run(async (engine) => {
      const checked = await engine.check(urn, inputsOf(), inputs);
      return { state: await engine.update(urn, made.getId(), state, checked.inputs), ...checked };
    });
    const whole = { id: made.getId(), ...news };
    const { changes } = await previewed(whole, {});
    assert.equal(changes, DIFF_NONE);
    const ids = news.state.nodeIds as Record<string, string>;
    assert.deepEqual(await server.members(String(ids.platform)), ["adalovelace", "wangxuan"]);
  });

  it("goes on with what the dynamic form made, and asks nothing", async () => {
    const made = await make();
    const text = JSON.stringify(TREE);
    const provider = 'exports.handler=()=>require("pulumi-identity/dynamic/bulk-tree")';
    const moved = {
      ...made,
      inputs: { ...made.inputs, tree: secret(text), __provider: provider },
      state: { ...made.state, __provider: provider },
    };
    const { changes, asked } = await previewed(moved, {});
    assert.deepEqual([changes, asked], [DIFF_NONE, []]);
  });

  it("says what is invalid in the contents, entry by entry", async () => {
    const tree = { nodes, people: { ...people, ada: { username: "adalovelace", phoen: "1" } } };
    const { failures } = await run((engine) => engine.check(urn, inputsOf({ tree })));
    assert.match(failures.join("\n"), /^: acme\/ada: phoen: there is no such property/m);
  });

  it("can't be imported, and says what to do", async () => {
    const reading = run((engine) => engine.read(urn, `${org.oid}/acme`));
    await assert.rejects(reading, /give it adopt: "only"/);
  });
});

/** What the engine keeps of a step that was done in part. */
function partOf({ metadata }: ServiceError): ErrorResourceInitFailed {
  const [sent = ""] = metadata.get("grpc-status-details-bin");
  const [detail] = Status.deserializeBinary(new Uint8Array(Buffer.from(sent))).getDetailsList();
  assert.ok(detail);
  return ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
}
