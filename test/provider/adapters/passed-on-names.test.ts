import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { org } from "../../../provider/kinds/org";
import { perm } from "../../../provider/kinds/perm";
import { configured, type Delegate, PROVIDER_TEXT } from "../support/engine";
import { TestServer } from "../support/test-server";

/** A resource in the state. */
interface Held {
  readonly id: string;
  readonly state: Values;
}

/** Names that are not unique on the server pass from one resource to another in a single `up`. */
describe("a name that passes on", () => {
  let server: TestServer;
  let runs = 0;
  beforeEach(async () => (server = await TestServer.start()));
  afterEach(() => server.close());

  /** A provider's process of its own. */
  const run = (handler: Kind) => configured(handler, server.url, { timeout: String(20 + ++runs) });
  const input = (logicalName: string, inputs: Values): Values => ({
    ...PROVIDER_TEXT,
    logicalName,
    ...inputs,
  });
  const make = async (provider: Delegate, inputs: Values): Promise<Held> => {
    const { inputs: checked, failures } = await provider.check({}, inputs);
    assert.deepEqual(failures, []);
    const { id, outs } = await provider.create({ ...checked, ...PROVIDER_TEXT });
    return { id, state: { ...outs, ...PROVIDER_TEXT } };
  };
  /** What the engine asks of all resources before it has changed one. */
  const plan = async (provider: Delegate, { id, state }: Held, news: Values) => {
    assert.deepEqual((await provider.check(state, news)).failures, []);
    return provider.diff(id, state, news);
  };
  const nameOf = async (path: string) => (await server.get(path)).name;

  const kinds = {
    Perm: {
      handler: perm,
      path: (id: string) => `perm/${id}/`,
      scope: async () => {
        const acme = await server.org("Acme");
        const { id } = await make(run(app), input("ci", { org: acme.oid, name: "CI", uid: "ci" }));
        return { scope: id };
      },
    },
    Org: {
      handler: org,
      path: (id: string) => `org/${id}/`,
      scope: () => Promise.resolve({}),
    },
  };

  for (const [kind, { handler, path, scope }] of Object.entries(kinds)) {
    it(`${kind}: one is renamed, and another is made by its old name`, async () => {
      const at = await scope();
      const old = await make(run(handler), input("old", { ...at, name: "Deploy" }));
      const provider = run(handler);
      const renamed = input("old", { ...at, name: "Ship" });
      await plan(provider, old, renamed);
      const made = await make(provider, input("new", { ...at, name: "Deploy" }));
      assert.notEqual(made.id, old.id);
      await provider.update(old.id, old.state, renamed);
      assert.equal(await nameOf(path(old.id)), "Ship");
      assert.equal(await nameOf(path(made.id)), "Deploy");
    });

    it(`${kind}: two swap theirs`, async () => {
      const at = await scope();
      const first = run(handler);
      const one = await make(first, input("one", { ...at, name: "A" }));
      const other = await make(first, input("other", { ...at, name: "B" }));
      const provider = run(handler);
      const news = [input("one", { ...at, name: "B" }), input("other", { ...at, name: "A" })];
      for (const [index, held] of [one, other].entries()) {
        await plan(provider, held, news[index] ?? {});
      }
      await provider.update(one.id, one.state, news[0] ?? {});
      await provider.update(other.id, other.state, news[1] ?? {});
      assert.deepEqual([await nameOf(path(one.id)), await nameOf(path(other.id))], ["B", "A"]);
    });

    it(`${kind}: one that was taken for another is told of before anything is done to it`, async () => {
      const at = await scope();
      const old = await make(run(handler), input("old", { ...at, name: "Deploy" }));
      const provider = run(handler);
      const adopting = { ...at, name: "Deploy", adopt: "ifExists" };
      const taken = await make(provider, input("new", adopting));
      assert.equal(taken.id, old.id);
      await assert.rejects(
        plan(provider, old, input("old", { ...at, name: "Ship" })),
        /resource "new" of this program is (perm|org) .* too/,
      );
    });
  }
});
