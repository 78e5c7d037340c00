import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/engine/unknown";
import type { Values } from "../../../provider/engine/kind";
import { configured, PROVIDER_TEXT, samples, type Delegate, type Sample } from "../support/engine";
import { proxy, type Proxy } from "../support/proxy";
import { TestServer } from "../support/test-server";

/** Known in any preview, or refused whatever they are: ArkID keeps no nickname. */
const SKIPPED = ["logicalName", "parentKind", "password", "initialPassword", "nickname"];

describe("the delegate", () => {
  for (const index of samples("").keys()) {
    const kind = samples("")[index]?.handler.name ?? "";

    describe(`of ${kind}`, () => {
      let server: TestServer;
      let between: Proxy;
      let sample: Sample;
      let provider: Delegate;
      beforeEach(async () => {
        server = await TestServer.start();
        between = await proxy(server.url);
        sample = samples((await server.org("Acme")).oid)[index] as Sample;
        provider = configured(sample.handler, between.url);
      });
      afterEach(() => between.close().then(() => server.close()));

      const check = (olds: Values, news: Values) => provider.check(olds, news);
      const inputsOf = async (edit: Values = {}, olds: Values = {}): Promise<Values> => {
        const { inputs, failures } = await check(olds, { ...sample.inputs, ...edit });
        assert.deepEqual(failures, []);
        return { ...inputs, ...PROVIDER_TEXT };
      };
      const create = async () => {
        const inputs = await inputsOf();
        const { id, outs } = await provider.create(inputs);
        const state: Values = { ...outs, ...PROVIDER_TEXT };
        return { id, inputs, state };
      };

      it("keeps the provider's text from inputs and outputs", async () => {
        const { inputs } = await check({}, sample.inputs);
        const { outs } = await provider.create({ ...inputs, ...PROVIDER_TEXT });
        assert.ok(!("__provider" in inputs) && !("__provider" in outs));
      });

      it("puts the tenant and the schema into the outputs of create, read and update", async () => {
        const { id, inputs, state } = await create();
        const read = (await provider.read(id, state)).props;
        const updated = (await provider.update(id, state, inputs)).outs;
        for (const outputs of [state, read, updated]) {
          assert.deepEqual([outputs.tenant, outputs.schema], [between.url, 2]);
        }
      });

      it("sees nothing to do right after a create, and right after a refresh", async () => {
        const { id, inputs, state } = await create();
        assert.deepEqual(await provider.diff(id, state, inputs), { changes: false });
        const { props } = await provider.read(id, state);
        assert.deepEqual(await provider.diff(id, props, inputs), { changes: false });
      });

      it("reads inputs that are those of the program", async () => {
        const { id, inputs, state } = await create();
        const read = (await provider.read(id, state)).inputs;
        assert.deepEqual({ ...read, ...PROVIDER_TEXT }, inputs);
      });

      it("leaves it to the engine to show an edit by its property", async () => {
        const { id, inputs, state } = await create();
        const edited = await inputsOf(sample.edit, inputs);
        assert.deepEqual(await provider.diff(id, state, edited), {});
        const { outs } = await provider.update(id, state, edited);
        assert.deepEqual(outs[sample.property], edited[sample.property]);
      });

      it("takes an unknown value of any property in a preview", async () => {
        const { id, inputs, state } = await create();
        for (const [property, { schema }] of Object.entries(sample.handler.properties)) {
          const isFlag = schema.safeParse(true).success;
          if (isFlag || SKIPPED.includes(property)) continue;
          const { failures } = await check({}, { ...sample.inputs, [property]: UNKNOWN });
          assert.deepEqual(failures, [], property);
          const news = { ...inputs, [property]: UNKNOWN };
          const answer = await provider.diff(id, state, news);
          assert.deepEqual(answer.replaces ?? [], [], property);
        }
      });

      it("takes an unknown value deep inside another", async () => {
        const property = Object.keys(sample.edit)[0] ?? "";
        const { failures } = await check({}, { ...sample.inputs, [property]: [[UNKNOWN]] });
        assert.ok(failures.every((failure) => failure.property !== "logicalName"));
      });

      it("names each property that is missing, and hands the engine no undefined", async () => {
        const { inputs, failures } = await check({}, { logicalName: "sample" });
        assert.ok(failures.length > 0);
        assert.ok(failures.every(({ reason }) => reason === "it is required"));
        assert.ok(Object.values(inputs).every((value) => value !== undefined));
      });

      it("names a property that there is not", async () => {
        const { failures } = await check({}, { ...sample.inputs, nmae: "x" });
        assert.deepEqual(
          failures.map(({ property }) => property),
          ["nmae"],
        );
        assert.match(String(failures[0]?.reason), /no such property, only /);
      });

      it("refuses what can't change in place unless a replacement is meant", async () => {
        const { id, inputs, state } = await create();
        for (const [property, value] of Object.entries(sample.immutable ?? {})) {
          const edit = { ...sample.inputs, [property]: value };
          const { failures } = await check(inputs, edit);
          assert.deepEqual([failures.length, failures[0]?.property], [1, property]);
          assert.match(String(failures[0]?.reason), /allowReplace: true if meant/);
          const meant = await inputsOf({ [property]: value, allowReplace: true }, inputs);
          const { changes, replaces, deleteBeforeReplace } = await provider.diff(id, state, meant);
          assert.deepEqual([changes, replaces, deleteBeforeReplace], [true, [property], false]);
        }
      });

      it("stops before the state of another server, naming both and the ways out", async () => {
        const { id, inputs, state } = await create();
        const foreign = { ...state, tenant: "https://other.example" };
        const calls = [
          () => provider.diff(id, foreign, inputs),
          () => provider.read(id, foreign),
          () => provider.update(id, foreign, inputs),
          () => provider.delete(id, foreign),
        ];
        for (const call of calls) {
          await assert.rejects(call, (error: Error) => {
            assert.equal(error.stack, "");
            assert.match(error.message, /https:\/\/other\.example.*identity:url.*tenantMoved/);
            assert.ok(error.message.includes(between.url));
            return true;
          });
        }
      });

      it("goes on with a tenant that moved, which the next update and refresh rename", async () => {
        const { id, inputs, state } = await create();
        const former = "https://old.example";
        const moved = configured(sample.handler, between.url, { tenantMoved: former });
        const { outs } = await moved.update(id, { ...state, tenant: former }, inputs);
        const { props } = await moved.read(id, { ...state, tenant: former });
        assert.deepEqual([outs.tenant, props.tenant], [between.url, between.url]);
        await moved.diff(id, props, inputs);
      });

      it("deletes, and a second time too", async () => {
        const { id, state } = await create();
        const later = configured(sample.handler, between.url);
        await later.delete(id, state);
        await later.delete(id, state);
      });

      it("makes no request in a preview but the login", async () => {
        const { id, inputs, state } = await create();
        between.met.length = 0;
        const fresh = configured(sample.handler, between.url, {
          tenant: between.url,
          timeout: "7",
        });
        const { inputs: checked } = await fresh.check(inputs, { ...sample.inputs, ...sample.edit });
        await fresh.diff(id, state, { ...checked, ...PROVIDER_TEXT });
        assert.deepEqual(between.met, ["POST ucenter/login/"]);
      });
    });
  }
});
