import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  NotFoundError,
  UnavailableError,
} from "../../../provider/backends/errors";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { user } from "../../../provider/kinds/user/user";
import { configured, fresh, PROVIDER_TEXT } from "../support/engine";

/** A handler that does as it is told and knows no server. */
const handlerThat = (does: Partial<Kind>): Kind => ({
  name: "Thing",
  ...{ doc: "", example: "", get: { doc: "", example: "" } },
  ...{ properties: {}, outputs: {} },
  create: () => Promise.resolve({ id: "it", outputs: {} }),
  read: () => Promise.resolve({}),
  readById: (session, id) => does.read?.(session, id, {}) ?? Promise.resolve({}),
  update: () => Promise.resolve({}),
  delete: () => Promise.resolve(),
  ...does,
});
const thing = (does: Partial<Kind>) =>
  configured(handlerThat(does), "http://127.0.0.1:9", { verify: "false" });

describe("the delegate and the engine", () => {
  it("refuses to serve before it is configured", async () => {
    const provider = fresh(user);
    await assert.rejects(provider.create({}), /not configured/);
  });

  it("drops undefined at any depth of the outputs", async () => {
    const outputs = { a: undefined, b: { c: undefined, d: [1, undefined, { e: undefined }] } };
    const provider = thing({ create: () => Promise.resolve({ id: "it", outputs }) });
    const { outs } = await provider.create({});
    assert.deepEqual(outs.b, { d: [1, {}] });
    assert.ok(!("a" in outs));
  });

  it("keeps null, which clears", async () => {
    const provider = thing({ update: () => Promise.resolve({ name: null }) });
    assert.equal((await provider.update("it", {}, {})).outs.name, null);
  });

  it("says of what is gone that it is gone, and of a delete of it that it is done", async () => {
    const gone = () => Promise.reject(new NotFoundError("gone"));
    const provider = thing({ read: gone, delete: gone });
    assert.deepEqual(await provider.read("it", {}), {});
    await provider.delete("it", {});
  });

  it("fails at whatever else, without a stack", async () => {
    const fail = () => Promise.reject(new UnavailableError("no answer"));
    const provider = thing({ create: fail, read: fail, update: fail, delete: fail });
    const calls = [
      () => provider.create({}),
      () => provider.read("it", {}),
      () => provider.update("it", {}, {}),
      () => provider.delete("it", {}),
    ];
    for (const call of calls) {
      await assert.rejects(call, (error: Error) => {
        assert.equal(error.stack, "");
        assert.match(error.message, /^no answer/);
        return true;
      });
    }
  });

  it("deletes nothing that this run has made: it only has another name now", async () => {
    const deleted: string[] = [];
    const provider = thing({
      delete: (_, id) => {
        deleted.push(id);
        return Promise.resolve();
      },
    });
    await provider.check({}, { logicalName: "new-name" });
    await provider.create({ logicalName: "new-name" });
    await provider.delete("it", { logicalName: "old-name" });
    await provider.delete("another", {});
    assert.deepEqual(deleted, ["another"]);
  });

  it("names the property of a failure", async () => {
    const create = () => Promise.reject(new ConflictError("is taken", "uid"));
    await assert.rejects(thing({ create }).create({}), { message: "uid: is taken" });
  });

  it("gives the engine what a half-done create has made, with the provider's text", async () => {
    const error = new PartialCreateError(
      "it",
      { name: "x", gone: undefined },
      new Error("the reason"),
    );
    const provider = thing({ create: () => Promise.reject(error) });
    await assert.rejects(provider.create(PROVIDER_TEXT), (told: Error & Values) => {
      assert.deepEqual([told.id, told.reasons, told.stack], ["it", ["the reason"], ""]);
      const { name, tenant, schema, __provider } = told.properties as Values;
      assert.deepEqual([name, tenant, schema], ["x", "http://127.0.0.1:9", 2]);
      assert.equal(__provider, PROVIDER_TEXT.__provider);
      assert.ok(!("gone" in (told.properties as Values)));
      return true;
    });
  });

  it("replaces by deleting first only where the key stays the same", async () => {
    const provider = configured(node, "http://127.0.0.1:9");
    const state = { org: "a", kind: "department", uid: "x", name: "X" };
    const elsewhere = await provider.diff("d_x", state, { ...state, org: "b" });
    assert.deepEqual(elsewhere, { changes: true, replaces: ["org"], deleteBeforeReplace: true });
    const renamed = await provider.diff("d_x", state, { ...state, org: "b", uid: "y" });
    assert.equal(renamed.deleteBeforeReplace, false);
  });

  it("makes a missing setting a failure of the check", async () => {
    const provider = fresh(user);
    void provider.configure({ config: { get: () => undefined } });
    const { failures } = await provider.check({}, { username: "somebody", logicalName: "it" });
    assert.match(String(failures[0]?.reason), /^identity:url is not set/);
  });
});
