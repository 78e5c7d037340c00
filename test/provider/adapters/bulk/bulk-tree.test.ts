import assert from "node:assert/strict";
import { initialPasswordOf } from "../../../../provider/initial-password";
import { TestServer, type MadeOrg } from "../../support/test-server";
import { unpack } from "../../../../provider/pack";
import { BulkStack } from "./bulk-stack";

const department = (name: string, rest: object = {}) => ({ kind: "department", name, ...rest });

describe("a bulk resource", () => {
  let server: TestServer;
  let org: MadeOrg;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  afterEach(() => server.close());

  const stackOf = () => new BulkStack(server.session().session.configuration, org.oid);
  const idOf = (stack: BulkStack, key: string) => String(stack.held.get(`Node acme/${key}`)?.id);
  const TREE = {
    nodes: {
      engineering: department("Engineering"),
      platform: department("Platform", {
        parent: "engineering",
        people: { ada: "member", wang: "member" },
      }),
    },
    people: {
      ada: { username: "adalove", name: "Ada", email: "ada@acme.example" },
      wang: { username: "wangxuan", name: "王选" },
    },
  };
  const SEED = { initialPasswordSecret: "seed" };

  it("makes what it declares, with passwords from its secret, and is settled", async () => {
    const stack = stackOf();
    assert.deepEqual(await stack.up(TREE, SEED), []);
    assert.deepEqual(await server.members(idOf(stack, "platform")), ["adalove", "wangxuan"]);
    assert.deepEqual(await server.children(idOf(stack, "engineering")), [idOf(stack, "platform")]);
    await server.login("adalove", initialPasswordOf("seed", "adalove"));
    assert.deepEqual(await stack.plan(TREE, SEED), []);
    const kept = [...stack.held.values()].flatMap((one) => Object.keys(one.inputs));
    assert.deepEqual(
      kept.filter((key) => ["initialPassword", "mayHold", "ownNodes"].includes(key)),
      [],
    );
  });

  it("refuses days of grace that are no number of days, which would count as none", async () => {
    for (const graceDays of ["30", -1, Number.NaN]) {
      const [said] = await stackOf().refusals(TREE, { ...SEED, graceDays });
      assert.equal(said, "graceDays: give a number of days, 0 or more");
    }
    assert.deepEqual(await stackOf().refusals(TREE, { ...SEED, graceDays: 0.5 }), []);
  });

  it("refuses another kind of a node with a way out that a tree has: another key", async () => {
    const stack = stackOf();
    const guild = { name: "Guild", people: { ada: "member" } };
    const of = (key: string, kind: string) => ({
      nodes: { [key]: { kind, ...guild } },
      people: { ada: TREE.people.ada },
    });
    await stack.up(of("guild", "department"), SEED);
    const refused = await stack.refusals(of("guild", "group"), SEED);
    assert.match(
      refused.join("\n"),
      /^acme\/guild: kind: .*give the entry of the tree another key/,
    );
    assert.doesNotMatch(refused.join("\n"), /allowReplace/);
    const old = idOf(stack, "guild");
    assert.deepEqual(await stack.up(of("guild-group", "group"), SEED), []);
    assert.deepEqual(await server.members(idOf(stack, "guild-group")), ["adalove"]);
    assert.ok(!stack.held.has("Node acme/guild"), old);
    assert.deepEqual(await stack.plan(of("guild-group", "group"), SEED), []);
  });

  it("shows and does just what changes", async () => {
    const stack = stackOf();
    await stack.up(TREE, SEED);
    const platform = idOf(stack, "platform");
    const changed = {
      nodes: {
        engineering: department("Engineering"),
        platform: department("平台", { people: { ada: "member", grace: "until 2099-12-31" } }),
      },
      people: {
        ada: { ...TREE.people.ada, name: "Ada L" },
        wang: TREE.people.wang,
        grace: { username: "grace1" },
      },
    };
    assert.deepEqual((await stack.plan(changed, SEED)).sort(), [
      '+ tree["nodes"]["platform"]["people"]["grace"]',
      '+ tree["people"]["grace"]',
      '- tree["nodes"]["platform"]["parent"]',
      '- tree["nodes"]["platform"]["people"]["wang"]',
      '~ tree["nodes"]["platform"]["name"]',
      '~ tree["people"]["ada"]["name"]',
    ]);
    assert.deepEqual(await stack.up(changed, SEED), []);
    assert.equal(idOf(stack, "platform"), platform);
    assert.deepEqual((await server.members(platform)).sort(), ["adalove", "grace1"]);
    assert.equal((await server.user("adalove")).name, "Ada L");
    assert.equal((await server.user("wangxuan")).username, "wangxuan");
    assert.deepEqual(await stack.plan(changed, SEED), []);
  });

  it("has keys changed without a request that writes", async () => {
    const stack = stackOf();
    await stack.up(TREE, SEED);
    const renamed = {
      nodes: {
        eng: { ...TREE.nodes.engineering, previously: ["engineering"] },
        platform: {
          ...TREE.nodes.platform,
          parent: "eng",
          people: { ada: "member", xuan: "member" },
        },
      },
      people: { ada: TREE.people.ada, xuan: { ...TREE.people.wang, previously: ["wang"] } },
    };
    const { id } = stack.held.get("Node acme/engineering") ?? {};
    stack.writes = [];
    assert.deepEqual(await stack.plan(renamed, SEED), [
      '+ tree["nodes"]["eng"]["previously"]',
      '+ tree["people"]["xuan"]["previously"]',
    ]);
    assert.deepEqual(await stack.up(renamed, SEED), []);
    assert.deepEqual(stack.writes, []);
    assert.equal(await server.status(`node/${String(id)}/`), 200);
  });

  it("shows after a refresh what somebody else has changed, and brings it back", async () => {
    const stack = stackOf();
    await stack.up(TREE, SEED);
    const platform = idOf(stack, "platform");
    await server.send("PATCH", `node/${platform}/`, { name: "Other" });
    await server.send("PATCH", `node/${platform}/user/`, {
      subject: "delete",
      user_uids: ["wangxuan"],
    });
    await stack.refresh();
    assert.deepEqual((await stack.plan(TREE, SEED)).sort(), [
      '+ tree["nodes"]["platform"]["people"]["wang"]',
      '~ tree["nodes"]["platform"]["name"]',
    ]);
    await stack.up(TREE, SEED);
    assert.deepEqual(await server.members(platform), ["adalove", "wangxuan"]);
  });

  it("is settled after a refresh, whatever keys and visibility the program chose", async () => {
    const stack = stackOf();
    await server.people("evelyn");
    // One of the tree, who is not there when the node is made, and another.
    const visibleToUsers = ["adalove", "evelyn"];
    const seen = { visibility: "named", visibleToUsers, visibleToNodes: ["engineering"] };
    const platform = { ...TREE.nodes.platform, ...seen, uid: "plat" };
    const tree = { ...TREE, nodes: { ...TREE.nodes, platform } };
    assert.deepEqual(await stack.up(tree, SEED), []);
    assert.equal(idOf(stack, "platform"), "d_plat");
    await stack.refresh();
    assert.deepEqual(await stack.refusals(tree, SEED), []);
    assert.deepEqual(await stack.plan(tree, SEED), []);
  });

  it("knows after a refresh where its entries are written", async () => {
    const stack = stackOf();
    const places = {
      "org.yaml": { "nodes.engineering": 3, "nodes.platform": 5 },
      "C:\\hr\\people.csv": { "people.wang": 2 },
    };
    await stack.up({ ...TREE, places }, SEED);
    await stack.refresh();
    const placesNow = () => (unpack(String(stack.inputs.tree)) as { places?: object }).places;
    assert.deepEqual(placesNow(), places);
    assert.deepEqual(await stack.plan({ ...TREE, places }, SEED), []);
    await stack.up(
      { ...TREE, people: { ...TREE.people, wang: { username: "wangxuan", name: "王" } } },
      SEED,
    );
    await stack.refresh();
    assert.equal(placesNow(), undefined);
  });

  it("leaves alone what it does not declare, and clears by null what it never declared", async () => {
    const stack = stackOf();
    const person = { username: "wangxuan" };
    const bare = { nodes: { lab: department("Lab") }, people: { wang: person } };
    await stack.up(bare);
    const { backend } = server.session().session;
    const lab = { org: org.oid, id: idOf(stack, "lab") };
    await backend.nodes.update(lab, { description: "by hand" });
    await backend.users.update({ id: "wangxuan" }, { name: "王选", email: "w@acme.example" });
    await stack.refresh();
    assert.deepEqual(await stack.plan(bare), []);
    const cleared = {
      nodes: { lab: department("Lab", { description: null }) },
      people: { wang: { ...person, name: null, email: null } },
    };
    assert.deepEqual(await stack.plan(cleared), [
      '+ tree["nodes"]["lab"]["description"]',
      '+ tree["people"]["wang"]["name"]',
      '+ tree["people"]["wang"]["email"]',
    ]);
    assert.deepEqual(await stack.up(cleared), []);
    const { description } = await backend.nodes.get(lab);
    const { name, email } = await backend.users.get({ id: "wangxuan" });
    assert.deepEqual([description, name, email], ["", "", ""]);
    assert.deepEqual(await stack.plan(cleared), []);
    await stack.refresh();
    assert.deepEqual(await stack.plan(cleared), []);
  });

  it("works on the tenant of its state alone", async () => {
    const stack = stackOf();
    await stack.up(TREE);
    const sent = stack.writes.length;
    stack.state = { ...stack.state, tenant: "https://other.example" };
    const smaller = { nodes: { engineering: department("Engineering") } };
    for (const call of [
      () => stack.plan(smaller),
      () => stack.up(smaller),
      () => stack.refresh(),
      () => stack.destroy(),
    ]) {
      await assert.rejects(call, /belongs to https:\/\/other\.example, but /);
    }
    assert.equal(stack.writes.length, sent);
  });

  it("is refreshed by listings alone", async () => {
    const stack = stackOf();
    const keys = Array.from({ length: 60 }, (_, index) => `k${index}`);
    const nodes = keys.map(
      (key) => [key, department(key, { people: { [key]: "member" } })] as const,
    );
    const people = keys.map((key) => [key, { username: `user${key}` }] as const);
    await stack.up({ nodes: Object.fromEntries(nodes), people: Object.fromEntries(people) });
    stack.requests = 0;
    await stack.refresh();
    // A login, the org, people, the tree and its members: one read each would be 180.
    assert.ok(stack.requests <= 10, `${stack.requests} requests`);
  });

  it("keeps what was done where an entry fails, says why, and goes on", async () => {
    await server.people("wangxuan");
    const stack = stackOf();
    const reasons = await stack.up(TREE, SEED);
    assert.equal(reasons.length, 1);
    assert.match(String(reasons[0]), /acme\/wang: user "wangxuan" exists already/);
    assert.deepEqual(await server.members(idOf(stack, "platform")), ["adalove"]);
    await server.send("DELETE", "user/wangxuan/");
    assert.deepEqual(await stack.up(TREE, SEED), []);
    assert.deepEqual((await server.members(idOf(stack, "platform"))).sort(), [
      "adalove",
      "wangxuan",
    ]);
  });

  it("deletes only what it declares no more, and nobody beyond the limit", async () => {
    const people = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`p${index}`, { username: `user${index}x` }]),
    );
    const stack = stackOf();
    await stack.up({ nodes: {}, people });
    const few = Object.fromEntries(Object.entries(people).slice(0, 5));
    await assert.rejects(
      stack.plan({ nodes: {}, people: few }),
      /would delete 15 of the 20 people/,
    );
    await assert.rejects(stack.up({ nodes: {}, people: few }), /would delete 15/);
    await assert.rejects(stack.up({ nodes: {}, people: {} }), /would delete 20/);
    assert.equal((await server.user("user19x")).username, "user19x");
    const most = Object.fromEntries(Object.entries(people).slice(0, 18));
    assert.deepEqual(await stack.up({ nodes: {}, people: most }), []);
    assert.equal(await server.status("user/user19x/"), 404);
    assert.equal(await server.status("user/user17x/"), 200);
  });

  it("locks out who leaves, keeps them for their days, and takes back who returns", async () => {
    const policy = { ...SEED, graceDays: 7 };
    const stack = stackOf();
    await stack.up(TREE, policy);
    const { userId } = (stack.held.get("User acme/ada")?.outputs ?? {}) as { userId?: string };
    const without = {
      nodes: { ...TREE.nodes, platform: { ...TREE.nodes.platform, people: { wang: "member" } } },
      people: { wang: TREE.people.wang },
    };
    assert.deepEqual(await stack.up(without, policy), []);
    assert.deepEqual(await server.members(idOf(stack, "platform")), ["wangxuan"]);
    assert.deepEqual(await stack.plan(without, policy), []);
    await assert.rejects(loggedIn("adalove"));
    assert.deepEqual(await stack.up(TREE, policy), []);
    assert.equal(stack.held.get("User acme/ada")?.outputs.userId, userId);
    assert.deepEqual((await server.members(idOf(stack, "platform"))).sort(), [
      "adalove",
      "wangxuan",
    ]);
    await loggedIn("adalove");
    await stack.up(without, policy);
    stack.at = new Date(Date.now() + 8 * 86_400_000);
    assert.deepEqual(await stack.plan(without, policy), ['- tree["people"]["ada"]']);
    assert.deepEqual(await stack.up(without, policy), []);
    assert.equal(await server.status("user/adalove/"), 404);
  });

  it("says after a refresh who may be locked out, where a run was stopped and they are back", async () => {
    const policy = { ...SEED, graceDays: 7 };
    const stack = stackOf();
    await stack.up(TREE, policy);
    const before = stack.copy();
    const platform = { ...TREE.nodes.platform, people: { wang: "member" } };
    const people = { wang: TREE.people.wang };
    await stack.up({ nodes: { ...TREE.nodes, platform }, people }, policy);
    await before.refresh();
    assert.match(before.warnings.join(), /^adalove: in no node of the tree any more\. Where a run/);
    assert.deepEqual(await before.up(TREE, policy), []);
    assert.ok((await server.members(idOf(before, "platform"))).includes("adalove"));
    await before.refresh();
    assert.equal(before.warnings.length, 1);
  });

  it("lets go of whom another resource of the program has, without a request that writes", async () => {
    const policy = { ...SEED, graceDays: 7 };
    const stack = stackOf();
    const alone = { nodes: {}, people: TREE.people };
    await stack.up(alone, policy);
    const without = { nodes: {}, people: { wang: TREE.people.wang } };
    stack.writes = [];
    stack.beside = [{ kind: "User", key: "adalove", label: 'User "ada"' }];
    assert.deepEqual(await stack.up(without, policy), []);
    assert.deepEqual(stack.writes, []);
    assert.deepEqual([...stack.held.keys()], ["User acme/wang"]);
    assert.deepEqual(await stack.plan(without, policy), []);
  });

  it("locks nobody out whom the state has in another resource, checked or not", async () => {
    const stack = stackOf();
    await stack.up({ nodes: {}, people: TREE.people }, SEED);
    const ada = stack.resources().find(({ id }) => id === "adalove");
    assert.ok(ada);
    const { heldBy: _, ...own } = ada;
    stack.others = [{ ...own, name: "ada" }];
    const without = { nodes: {}, people: { wang: TREE.people.wang } };
    stack.writes = [];
    assert.deepEqual(await stack.up(without, SEED), []);
    assert.deepEqual(stack.writes, []);
    assert.deepEqual([...stack.held.keys()], ["User acme/wang"]);
  });

  it("locks nobody out whom the state has in another tree, which is yet to be checked", async () => {
    const stack = stackOf();
    await stack.up({ nodes: {}, people: TREE.people }, SEED);
    const ada = stack.resources().find(({ id }) => id === "adalove");
    assert.ok(ada);
    stack.others = [{ ...ada, name: "identity:index:OrgTree$beta/ada", heldBy: "beta" }];
    stack.writes = [];
    assert.deepEqual(await stack.up({ nodes: {}, people: { wang: TREE.people.wang } }, SEED), []);
    assert.deepEqual(stack.writes, []);
  });

  it("goes on with all that it holds under another name, which an alias gives it", async () => {
    const policy = { ...SEED, graceDays: 7 };
    const stack = stackOf();
    await stack.up(TREE, policy);
    const before = stack.held;
    stack.name = "company";
    stack.writes = [];
    assert.deepEqual(await stack.plan(TREE, policy), []);
    const more = { ...TREE, people: { ...TREE.people, grace: { username: "grace1" } } };
    assert.deepEqual(await stack.plan(more, policy), ['+ tree["people"]["grace"]']);
    assert.deepEqual(await stack.up(more, policy), []);
    assert.deepEqual(stack.writes, ["POST user/"]);
    const after = [...before].map(([key, { id }]) => [key.replace("acme/", "company/"), id]);
    const held = [...stack.held].map(([key, { id }]) => [key, id]);
    assert.deepEqual(held, [...after, ["User company/grace", "grace1"]]);
    assert.deepEqual(await stack.plan(more, policy), []);
  });

  it("goes on with the objects of resources of their own, without a request that writes", async () => {
    const own = stackOf();
    await own.up(TREE, SEED);
    const stack = stackOf();
    stack.others = own.resources().map(({ heldBy: _, ...one }) => one);
    assert.deepEqual(await stack.up(TREE, SEED), []);
    assert.deepEqual([...stack.held.keys()].sort(), [...own.held.keys()].sort());
    assert.deepEqual(stack.writes, []);
  });

  it("is destroyed with all that it holds, and nothing else", async () => {
    await server.people("other1");
    const stack = stackOf();
    await stack.up(TREE, SEED);
    await stack.destroy();
    assert.deepEqual(await server.children(org.root("department")), []);
    assert.equal(await server.status("user/adalove/"), 404);
    assert.equal(await server.status("user/other1/"), 200);
  });

  async function loggedIn(username: string): Promise<void> {
    const password = initialPasswordOf("seed", username);
    const { status } = await server.send("POST", "ucenter/login/", { username, password }, "");
    assert.equal(status, 200);
  }
});
