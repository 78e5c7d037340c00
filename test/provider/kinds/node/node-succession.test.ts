import assert from "node:assert/strict";
import { UnavailableError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { Stack, type Resource } from "../../support/stack";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("a replacement of a Node that stopped half-way", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
    await server.people("ada1", "bob1");
  });
  after(() => between.close().then(() => server.close()));

  let made = 0;
  const program = (uid: string, more: object = {}): Resource[] => [
    {
      name: "team",
      handler: node,
      inputs: () => ({
        ...{ org: org.oid, kind: "department", name: "Team", uid, allowReplace: true, ...more },
      }),
    },
    {
      name: "people",
      handler: nodeMembers,
      inputs: (idOf) => ({ node: idOf("team"), users: ["ada1"], mode: "exact" }),
    },
  ];
  const isWrite = (request: string) => !/^GET |ucenter\/login/.test(request);
  /** Lets so many writes through, and refuses all that follow: of a process that is gone. */
  const stopAfter = (count: number, before = /^$/) => {
    let writes = 0;
    let isStopped = false;
    between.fault = (request) => {
      isStopped ||= before.test(request) || (isWrite(request) && ++writes > count);
      return isStopped ? "deny" : "pass";
    };
    return () => writes <= count;
  };
  const granted = async (perm: string) => {
    const { results } = await server.get(`perm/${perm}/owner/?status=1`);
    return (results as { uid: string }[]).map(({ uid }) => uid);
  };

  const grant = async (id: string) => {
    const { body } = await server.send("POST", "perm/", { scope: org.oid, name: `P${made}` });
    const node_perm_status = [{ uid: id, status: 1 }];
    await server.send("PATCH", `perm/${String(body.uid)}/owner/`, { node_perm_status });
    return String(body.uid);
  };

  /** Whatever write it stops at, the next run ends it with everybody and everything in the new node. */
  const survives = async (run: (stack: Stack) => Stack, before: RegExp, more: object) => {
    for (let count = 0, isThrough = false; !isThrough; count++) {
      const [from, to] = [`from${++made}`, `to${made}`];
      const stack = new Stack(between.url);
      between.fault = () => "pass";
      await stack.up(program(from, more));
      const below = await server.node(`d_${from}`, `below${made}`);
      const perm = await grant(`d_${from}`);
      const wasThrough = stopAfter(count, before);
      await run(stack)
        .up(program(to, more))
        .catch(() => undefined);
      isThrough = wasThrough();
      between.fault = () => "pass";
      await stack.up(program(to, more));
      assert.equal(await server.status(`node/d_${from}/`), 404, `stopped after ${count}`);
      assert.deepEqual(await server.members(`d_${to}`), ["ada1"], `stopped after ${count}`);
      assert.deepEqual(await server.children(`d_${to}`), [below], `stopped after ${count}`);
      assert.deepEqual(await granted(perm), [`d_${to}`], `stopped after ${count}`);
      assert.deepEqual(await stack.preview(program(to, more)), []);
    }
  };

  it("ends in the next run, where the engine recorded how far it got", () =>
    survives((stack) => stack, /^$/, { visibility: "members" })).timeout(60_000);

  /** The same with a default key, which another kind makes another. */
  const keyed = (name: string, kind: string): Resource[] => [
    {
      name,
      handler: node,
      inputs: () => ({ org: org.oid, kind, name: "Team", allowReplace: true }),
    },
    {
      name: `${name}-people`,
      handler: nodeMembers,
      inputs: (idOf) => ({ node: idOf(name), users: ["ada1"], mode: "exact" }),
    },
  ];

  // It records the new node before it deletes the old one.
  it("ends in the next run, where the engine was killed and recorded nothing", async () => {
    for (let count = 0, isThrough = false; !isThrough; count++) {
      const name = `team${++made}`;
      const stack = new Stack(between.url);
      between.fault = () => "pass";
      await stack.up(keyed(name, "role"));
      const old = stack.idOf(name);
      const perm = await grant(old);
      const wasThrough = stopAfter(count, /^DELETE/);
      await stack
        .copy()
        .up(keyed(name, "label"))
        .catch(() => undefined);
      isThrough = wasThrough();
      between.fault = () => "pass";
      await stack.up(keyed(name, "label"));
      const id = stack.idOf(name);
      assert.equal(await server.status(`node/${old}/`), 404, `stopped after ${count}`);
      assert.deepEqual(await server.members(id), ["ada1"], `stopped after ${count}`);
      assert.deepEqual(await granted(perm), [id], `stopped after ${count}`);
      assert.deepEqual(await stack.preview(keyed(name, "label")), []);
    }
  }).timeout(60_000);

  it("is a conflict under a chosen uid after a kill, loses nobody, and ends by ifExists", async () => {
    const stack = new Stack(between.url);
    await stack.up(program("chosen"));
    stopAfter(2, /^DELETE/);
    await stack
      .copy()
      .up(program("chosentoo"))
      .catch(() => undefined);
    between.fault = () => "pass";
    await assert.rejects(stack.up(program("chosentoo")), /d_chosentoo.*adopt: "ifExists"/);
    const people = [await server.members("d_chosen"), await server.members("d_chosentoo")];
    assert.ok(people.flat().includes("ada1"));
    await stack.up(program("chosentoo", { adopt: "ifExists" }));
    assert.deepEqual(await server.members("d_chosentoo"), ["ada1"]);
    assert.equal(await server.status("node/d_chosen/"), 404);
  });

  it("has written nothing into the old node when the new one can't be made", async () => {
    const stack = new Stack(between.url);
    await stack.up(program("remarked"));
    await server.send("PATCH", "node/d_remarked/", { remark: "by hand" });
    stopAfter(0);
    await assert.rejects(stack.up(program("other")));
    between.fault = () => "pass";
    assert.equal((await server.get("node/d_remarked/")).remark, "by hand");
    assert.deepEqual(await stack.preview(program("remarked")), []);
  });

  it("keeps what nobody declared: a text, who sees it, and where it is, but not over the declared", async () => {
    const stack = new Stack(between.url);
    between.fault = () => "pass";
    await stack.up(program("wiped"));
    const above = await server.node(org.root("department"), "above", { name: "Above" });
    await server.send("PATCH", `node/${above}/node/`, { subject: "add", node_uids: ["d_wiped"] });
    const byHand = { remark: "手写", visibility: 4, node_scope: ["d_wiped"], user_scope: ["bob1"] };
    await server.send("PATCH", "node/d_wiped/", byHand);
    await stack.up(program("kept"));
    const kept = await server.get("node/d_kept/");
    assert.deepEqual(
      [kept.remark, kept.visibility, kept.node_scope, kept.user_scope, kept.parent_node_uid],
      ["手写", 4, ["d_kept"], ["bob1"], above],
    );
    assert.deepEqual(await stack.preview(program("kept")), []);
    const more = { description: "said", visibility: "members", parent: `${org.oid}/department` };
    await stack.up(program("told", more));
    const told = await server.get("node/d_told/");
    assert.deepEqual([told.remark, told.visibility], ["said", 2]);
    assert.equal(told.parent_node_uid, org.root("department"));
  });

  it("keeps what nobody declared of a group that becomes one of another kind", async () => {
    const stack = new Stack(between.url);
    between.fault = () => "pass";
    await stack.up(keyed("closed", "role"));
    const byHand = { remark: "by hand", visibility: 5, accept_user: false };
    await server.send("PATCH", `node/${stack.idOf("closed")}/`, byHand);
    await stack.up(keyed("closed", "label").slice(0, 1));
    const { remark, visibility, accept_user } = await server.get(`node/${stack.idOf("closed")}/`);
    assert.deepEqual([remark, visibility, accept_user], ["by hand", 5, false]);
  });

  it("ends in one node when the program goes back to its text before, wherever it stopped", async () => {
    for (let count = 0, isThrough = false; !isThrough; count++) {
      const [from, to] = [`back${++made}`, `forth${made}`];
      const stack = new Stack(between.url);
      between.fault = () => "pass";
      await stack.up(program(from));
      const wasThrough = stopAfter(count);
      await stack.up(program(to)).catch(() => undefined);
      isThrough = wasThrough();
      between.fault = () => "pass";
      // Once all has moved, only the old node's deletion is left: what is there is no step of this one.
      const isMoved =
        stack.idOf("team") === `d_${to}` &&
        !stack.outputsOf("team").inherits &&
        (await server.status(`node/d_${from}/`)) === 200;
      if (isMoved) await assert.rejects(stack.up(program(from)), /adopt: "ifExists"/);
      await stack.up(program(from, isMoved ? { adopt: "ifExists" } : {}));
      assert.equal(await server.status(`node/d_${to}/`), 404, `stopped after ${count}`);
      assert.deepEqual(await server.members(`d_${from}`), ["ada1"], `stopped after ${count}`);
      assert.deepEqual(await stack.preview(program(from)), []);
    }
  }).timeout(60_000);

  it("tells of the new node where nobody heard whether it was made", async () => {
    const { session, warnings } = server.session({ batching: "false" });
    const inputs = { org: org.oid, kind: "role", uid: "heard", name: "Heard" };
    const old = await new Declared(node, session).create(inputs);
    session.backend.nodes.create = () => Promise.reject(new UnavailableError("no answer"));
    const { id, state } = old;
    await assert.rejects(node.create(session, { ...inputs, uid: "unheard" }, { id, state }));
    assert.match(warnings.join(), /role "unheard" was made in place of g_heard/);
  });

  it("does not take over what somebody made under the new key", async () => {
    const stack = new Stack(between.url);
    await stack.up(program("mine"));
    await server.join(
      await server.node(org.root("department"), "theirs", { name: "Team" }),
      "bob1",
    );
    await assert.rejects(stack.up(program("theirs")), /exists already.*adopt: "ifExists"/);
    assert.deepEqual(await server.members("d_theirs"), ["bob1"]);
  });
});
