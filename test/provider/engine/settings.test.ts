import assert from "node:assert/strict";
import { changedSettings, settleSettings } from "../../../provider/engine/settings";

interface Limits {
  readonly most?: string | null;
  readonly words?: readonly string[];
  readonly note?: string;
}
interface Inputs {
  readonly limits?: Limits | false;
  readonly open?: boolean;
}

describe("settings of a property", () => {
  const changed = (held: object, inputs: Inputs) =>
    changedSettings(["limits", "open"], held, inputs);
  const settled = (state: Inputs, live: object) => ({ ...state, ...settleSettings(state, live) });

  describe("that are declared and not so", () => {
    it("are written whole, a text that is to be cleared as an empty one", () => {
      assert.deepEqual(
        changed({ limits: { most: "2", words: ["a"] } }, { limits: { most: null, words: ["a"] } }),
        { limits: { most: "", words: ["a"] } },
      );
    });

    it("are those that are on and off elsewhere, and the other way round", () => {
      assert.deepEqual(changed({ limits: false, open: true }, { limits: {}, open: false }), {
        limits: {},
        open: false,
      });
      assert.deepEqual(changed({ limits: {} }, { limits: false }), { limits: false });
      assert.deepEqual(changed({}, { limits: {}, open: false }), { limits: {}, open: false });
    });

    it("are none that are not declared, or are so", () => {
      const held = { limits: { most: "", words: ["b", "a"], note: "n" }, open: true };
      assert.deepEqual(changed(held, {}), {});
      assert.deepEqual(changed(held, { limits: {}, open: true }), {});
      assert.deepEqual(changed(held, { limits: { most: null, words: ["a", "b", "a"] } }), {});
      assert.deepEqual(changed({ limits: false }, { limits: false }), {});
    });
  });

  describe("as the state sees them", () => {
    it("are what is declared, where the server means the same", () => {
      const state = { limits: { most: null, words: ["b", "a"] }, open: false };
      const live = { limits: { most: "", words: ["a", "b"], note: "theirs" }, open: false };
      assert.deepEqual(settled(state, live), state);
    });

    it("differ in just the setting that the server holds otherwise", () => {
      const state = { limits: { most: "2", words: ["a"] } };
      const live = { limits: { most: "3", words: ["a"] }, open: true };
      assert.deepEqual(settled(state, live), { limits: { most: "3", words: ["a"] } });
    });

    it("keep a setting that the server does not have", () => {
      const state = { limits: { most: "2", note: "mine" } };
      assert.deepEqual(settled(state, { limits: { most: "2" } }), state);
    });

    it("are off or on as the server has them", () => {
      const live = { most: "2" };
      assert.deepEqual(settled({ limits: { most: "2" } }, { limits: false }), { limits: false });
      assert.deepEqual(settled({ limits: false }, { limits: live }), { limits: live });
      assert.deepEqual(settled({}, { limits: live, open: true }), {});
    });
  });
});
