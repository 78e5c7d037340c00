import assert from "node:assert/strict";
import type { Kind, Values } from "../../../provider/engine/kind";
import { UNKNOWN } from "../../../provider/engine/unknown";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { configured, type Delegate, PROVIDER_TEXT } from "../support/engine";
import { proxy, type Proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

/** One resource under the delegate of its kind, in the engine's order of calls. */
class Resource {
  id = "";
  state: Values = {};
  private inputs: Values = {};
  private provider: Delegate;

  constructor(
    private readonly url: string,
    private readonly handler: Kind,
    private readonly name: string,
  ) {
    this.provider = configured(handler, url);
  }

  async create(inputs: Values): Promise<this> {
    const { id, outs } = await this.provider.create(await this.checked(inputs, {}));
    // What follows is another run.
    this.provider = configured(this.handler, this.url);
    return this.hold(id, outs);
  }

  async check(inputs: Values) {
    return this.provider.check(this.inputs, {
      ...PROVIDER_TEXT,
      logicalName: this.name,
      ...inputs,
    });
  }

  /** Diff and create; returns how to delete the old one, which the engine does last. */
  async replace(inputs: Values): Promise<() => Promise<void>> {
    const [old, before] = [this.id, this.state];
    const news = await this.checked(inputs, this.inputs);
    const { replaces = [], deleteBeforeReplace } = await this.provider.diff(old, before, news);
    assert.ok(replaces.length > 0, "nothing to replace");
    assert.equal(deleteBeforeReplace, false);
    // The engine computes defaults anew, as if nothing were there.
    const { id, outs } = await this.provider.create(await this.checked(inputs, {}));
    this.hold(id, outs);
    return () => this.provider.delete(old, before);
  }

  /** The same resource of a run whose end the engine never heard of. */
  before(): Resource {
    const { id, state, inputs } = this;
    const provider = configured(this.handler, this.url);
    const copy = new Resource(this.url, this.handler, this.name);
    return Object.assign(copy, { id, state, inputs, provider } as object);
  }

  async diff(inputs: Values) {
    return this.provider.diff(this.id, this.state, await this.checked(inputs, this.inputs));
  }

  async update(inputs: Values): Promise<void> {
    const news = await this.checked(inputs, this.inputs);
    this.hold(this.id, (await this.provider.update(this.id, this.state, news)).outs);
  }

  private async checked(inputs: Values, olds: Values): Promise<Values> {
    const named = { ...PROVIDER_TEXT, logicalName: this.name, ...inputs };
    const { inputs: checked, failures } = await this.provider.check(olds, named);
    assert.deepEqual(failures, [], this.url);
    this.inputs = checked;
    return { ...checked, ...PROVIDER_TEXT };
  }

  private hold(id: string, outs: Values): this {
    this.id = id;
    this.state = { ...outs, ...PROVIDER_TEXT };
    return this;
  }
}

describe("a Node that is replaced because that is meant", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
    await server.people("ada1", "bob1", "cyd1");
  });
  afterEach(() => between.close().then(() => server.close()));

  const inputs = (more: Values = {}) => ({
    ...{ org: org.oid, kind: "role", name: "Leads", allowReplace: true, ...more },
  });
  const resource = (handler: Kind, name: string) => new Resource(between.url, handler, name);
  const grant = async (id: string) => {
    await server.send("POST", "perm/", { scope: org.oid, name: "Deploy" });
    const { results } = await server.get(`perm/?scope=${org.oid}&page_size=100`);
    const perm = (results as { uid: string; name: string }[]).find((one) => one.name === "Deploy");
    const node_perm_status = [{ uid: id, status: 1 }];
    await server.send("PATCH", `perm/${perm?.uid}/owner/`, { node_perm_status });
    return async () => {
      const { results: owners } = await server.get(`perm/${perm?.uid}/owner/?status=1`);
      return (owners as { uid: string }[]).map(({ uid }) => uid);
    };
  };

  it("gets another kind and key, and loses no member and no grant", async () => {
    const leads = await resource(node, "leads").create(inputs());
    await server.join(leads.id, "ada1", "bob1");
    const granted = await grant(leads.id);
    const old = leads.id;
    const finish = await leads.replace(inputs({ kind: "label" }));
    assert.notEqual(leads.id, old);
    assert.deepEqual(await server.members(leads.id), ["ada1", "bob1"]);
    await finish();
    assert.equal(await server.status(`node/${old}/`), 404);
    assert.deepEqual(await granted(), [leads.id]);
    assert.deepEqual(await leads.diff(inputs({ kind: "label" })), { changes: false });
  });

  it("takes the departments below it along", async () => {
    const team = inputs({ kind: "department", uid: "one" });
    const above = await resource(node, "team").create(team);
    const below = await resource(node, "below").create({
      ...{ org: org.oid, kind: "department", name: "Below", parent: above.id },
    });
    const stranger = await server.node(above.id, "stranger");
    const finish = await above.replace({ ...team, uid: "two" });
    const moved = { org: org.oid, kind: "department", name: "Below", parent: above.id };
    assert.deepEqual(await below.diff(moved), {});
    await below.update(moved);
    await finish();
    assert.deepEqual(await server.children(above.id), [below.id, stranger]);
    assert.equal(await server.status("node/d_one/"), 404);
  });

  it("takes its list along, which need not say itself that it may be replaced", async () => {
    const leads = await resource(node, "leads").create(inputs());
    const list = { node: leads.id, users: ["ada1", "bob1"], mode: "exact" };
    const people = await resource(nodeMembers, "people").create(list);
    await server.join(leads.id, "cyd1");
    const finishNode = await leads.replace(inputs({ kind: "label" }));
    const finishList = await people.replace({ ...list, node: leads.id });
    await finishList();
    await finishNode();
    assert.deepEqual(await server.members(leads.id), ["ada1", "bob1", "cyd1"]);
    assert.deepEqual(people.state.unmanaged, ["cyd1"]);
  });

  it("still asks whether a list may go to another node, which replaces none", async () => {
    const leads = await resource(node, "leads").create(inputs());
    const people = await resource(nodeMembers, "people").create({ node: leads.id, users: [] });
    const { failures } = await people.check({ node: "g_another", users: [] });
    assert.match(String(failures[0]?.reason), /allowReplace/);
  });

  it("asks so in a preview that knows which node that will be, by another or the same key", async () => {
    const leads = await resource(node, "leads").create(inputs());
    const people = await resource(nodeMembers, "people").create({ node: leads.id, users: [] });
    const list = { node: UNKNOWN, users: [], preview: { awaited: { node: 'Node "heads"' } } };
    const declare = (name: string, uid?: string) =>
      configured(node, between.url).check(
        {},
        { logicalName: name, ...inputs(uid === undefined ? {} : { uid }), preview: {} },
      );
    const { inputs: heads } = await declare("heads");
    const { failures } = await people.check(list);
    assert.match(
      String(failures[0]?.reason),
      new RegExp(
        `node can't change on ArkID \\(${leads.id} → g_${String(heads.uid)}\\).*allowReplace.*give Node "heads" an alias`,
      ),
    );
    await declare("heads", leads.id.replace("g_", ""));
    assert.deepEqual((await people.check(list)).failures, []);
  });

  it("asks nothing in a preview of a list whose node is replaced", async () => {
    const leads = await resource(node, "leads").create(inputs());
    const people = await resource(nodeMembers, "people").create({ node: leads.id, users: [] });
    const list = { node: UNKNOWN, users: [], preview: { awaited: { node: 'Node "leads"' } } };
    assert.ok((await leads.diff(inputs({ kind: "label" }))).replaces);
    await configured(node, between.url).check(
      {},
      { logicalName: "leads", ...inputs({ kind: "label" }), preview: {} },
    );
    assert.deepEqual((await people.check(list)).failures, []);
  });

  it("is taken up where an interrupted run has left it", async () => {
    const leads = await resource(node, "leads").create(inputs());
    await server.join(leads.id, "ada1");
    const again = leads.before();
    // The first run made the node and moved everybody, and was killed before it could say so.
    await leads.replace(inputs({ kind: "label" }));
    const finish = await again.replace(inputs({ kind: "label" }));
    await finish();
    assert.equal(again.id, leads.id);
    assert.deepEqual(await server.members(leads.id), ["ada1"]);
  });

  it("is deleted before its replacement only where both have one key, and not over what it holds", async () => {
    const leads = await resource(node, "leads").create(inputs({ uid: "leads" }));
    const edit = inputs({ uid: "leads", kind: "label" });
    const { replaces, deleteBeforeReplace } = await leads.diff(edit);
    assert.deepEqual([replaces, deleteBeforeReplace], [["kind"], true]);
    await server.join(leads.id, "ada1");
    const provider = configured(node, between.url, { tenant: between.url });
    await assert.rejects(provider.delete(leads.id, leads.state), /still holds 1/);
    const other = await resource(node, "team").create(inputs({ uid: "leads", kind: "department" }));
    assert.equal(
      (await other.diff(inputs({ uid: "leads", kind: "group" }))).deleteBeforeReplace,
      false,
    );
  });

  it("stays where it is when something could not be moved", async () => {
    const leads = await resource(node, "leads").create(inputs());
    await server.join(leads.id, "ada1");
    between.fault = (request) =>
      request.startsWith("PATCH node/") && request.endsWith("/user/") ? "deny" : "pass";
    await assert.rejects(leads.replace(inputs({ kind: "label" })));
    assert.deepEqual(await server.members(leads.id), ["ada1"]);
  });
});
