import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { configured, PROVIDER_TEXT, samples, type Delegate, type Sample } from "../support/engine";
import { older } from "../support/older";
import { TestServer } from "../support/test-server";

/** By kind, inputs under names that 0.1.0 did not have. */
const renamed: Readonly<Record<string, (oid: string) => Values>> = {
  Node: (oid) => ({
    ...{ kind: "group", description: "第一", acceptsMembers: false, visibility: "named" },
    ...{ visibleToNodes: [`${oid}/role`], visibleToUsers: ["admin"] },
  }),
  User: () => ({ phone: "13812345678" }),
  OrgMember: () => ({ description: "第一" }),
  OrgMembers: () => ({ mode: "observe" }),
  NodeMembers: () => ({ mode: "observe" }),
  PermGrants: () => ({ mode: "observe" }),
  App: () => ({ description: "builds", homepage: "https://ci.example" }),
};

/** Kinds whose objects are gone after a delete; lists, and what an org keeps of its owner, stay. */
const MADE = new Set(["Org", "Node", "User", "App", "Perm"]);

describe("the delegate, with a state of 0.1.0", () => {
  for (const index of samples("").keys()) {
    const kind = samples("")[index]?.handler.name ?? "";

    describe(`of ${kind}`, () => {
      let server: TestServer;
      let sample: Sample;
      let declared: Values;
      let provider: Delegate;
      beforeEach(async () => {
        server = await TestServer.start();
        const { oid } = await server.org("Acme");
        sample = samples(oid)[index] as Sample;
        declared = { ...sample.inputs, ...renamed[kind]?.(oid) };
        provider = configured(sample.handler, server.url);
      });
      afterEach(() => server.close());

      const create = async () => {
        const { inputs, failures } = await provider.check({}, declared);
        assert.deepEqual(failures, []);
        const { id, outs } = await provider.create({ ...inputs, ...PROVIDER_TEXT });
        const state = { ...outs, ...PROVIDER_TEXT };
        assert.notDeepEqual(older(state), state);
        return { id, inputs, state, old: older(state) };
      };

      it("plans nothing", async () => {
        const { id, inputs, old } = await create();
        const checked = await provider.check(older(inputs), declared);
        assert.deepEqual(checked, { inputs, failures: [] });
        const news = { ...checked.inputs, ...PROVIDER_TEXT };
        assert.deepEqual(await provider.diff(id, old, news), { changes: false });
      });

      it("refreshes it to today's names, after which there is nothing to do", async () => {
        const { id, inputs, state, old } = await create();
        const seen = await provider.read(id, old);
        assert.deepEqual(seen, await provider.read(id, state));
        assert.deepEqual(await provider.diff(id, seen.props, inputs), { changes: false });
      });

      it("updates what changes and nothing else", async () => {
        const { id, inputs, old } = await create();
        const edited = await provider.check(older(inputs), { ...declared, ...sample.edit });
        assert.deepEqual(edited.failures, []);
        const { outs } = await provider.update(id, old, { ...edited.inputs, ...PROVIDER_TEXT });
        assert.deepEqual(outs[sample.property], edited.inputs[sample.property]);
        assert.deepEqual(await provider.diff(id, outs, edited.inputs), { changes: false });
      });

      it("deletes it in a later run", async () => {
        const { id, old } = await create();
        const later = configured(sample.handler, server.url, { timeout: "7" });
        await later.delete(id, old);
        const left = await later.read(id, old);
        assert.deepEqual(Object.keys(left).length === 0, MADE.has(kind));
      });

      it("stops before a state of a newer version", async () => {
        const { id, inputs, state } = await create();
        const newer = { ...state, schema: 3 };
        const calls = [
          () => provider.diff(id, newer, inputs),
          () => provider.read(id, newer),
          () => provider.update(id, newer, inputs),
          () => provider.delete(id, newer),
        ];
        for (const call of calls) {
          await assert.rejects(call, /newer version \(schema 3\): update pulumi-identity/);
        }
      });

      it("says the new name of a property to a program that gives the old one", async () => {
        const { mode: _, ...old } = older(declared);
        const { failures } = await provider.check({}, old);
        const expected = Object.keys(old).filter((key) => !(key in declared));
        assert.deepEqual(failures.map(({ property }) => property).sort(), expected.sort());
        for (const { property, reason } of failures) {
          assert.match(reason, new RegExp(`^${property} is called \\w+ now$`));
        }
      });
    });
  }
});
