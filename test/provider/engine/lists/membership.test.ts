import assert from "node:assert/strict";
import fc from "fast-check";
import { modes } from "../../../../provider/configuration/choices";
import { listOf, membersOf, removedMembers } from "../../../../provider/engine/lists/membership";
import { asMembers } from "../../../../provider/engine/members";
import { isUnknown, UNKNOWN } from "../../../../provider/engine/unknown";

/** Names that plain objects treat oddly, beside any others. */
const odd = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "12",
  "007",
  "1e3",
  "研发",
  "ł",
);
const name = fc.oneof(odd, fc.string({ minLength: 1, unit: "grapheme" }));
const names = fc.uniqueArray(name, { maxLength: 30 });
describe("properties of membership", () => {
  describe("a list as a map", () => {
    it("holds who was listed, once, in the order where that counts", () => {
      fc.assert(
        fc.property(fc.array(name), (list) => {
          assert.deepEqual(membersOf(asMembers(list, true)), [...new Set(list)]);
          assert.deepEqual(new Set(membersOf(asMembers(list, false))), new Set(list));
        }),
      );
    });

    it("settles: made of its own members it is the same again", () => {
      fc.assert(
        fc.property(fc.array(name), fc.boolean(), (list, ordered) => {
          const map = asMembers(list, ordered);
          assert.deepEqual(asMembers(membersOf(map), ordered), map);
        }),
      );
    });

    it("is the same whatever the order, where that doesn't count", () => {
      fc.assert(
        fc.property(names, (list) => {
          assert.deepEqual(asMembers([...list].reverse(), false), asMembers(list, false));
        }),
      );
    });

    it("is unknown where a member is, and counts them as nobody yet", () => {
      fc.assert(
        fc.property(names, fc.nat(), (list, at) => {
          const place = at % (list.length + 1);
          const map = asMembers([...list.slice(0, place), UNKNOWN, ...list.slice(place)], true);
          assert.ok(isUnknown(map));
          assert.deepEqual(membersOf(map), list);
        }),
      );
    });
  });

  describe("who leaves a list", () => {
    const modeOf = fc.constantFrom(...modes);
    const states = fc.record({ mode: modeOf, members: names, unmanaged: names }).map((drawn) => {
      const { mode, members } = drawn;
      const unmanaged = drawn.unmanaged.filter((one) => !members.includes(one));
      const users = asMembers([...members, ...(mode === "exact" ? unmanaged : [])], false);
      return listOf({ mode, users, unmanaged }, "users");
    });
    const inputs = fc
      .record({ mode: modeOf, members: names })
      .map(({ mode, members }) => listOf({ mode, users: asMembers(members, false) }, "users"));

    it("is nobody who is declared", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          const removed = removedMembers(state, news);
          assert.deepEqual(
            removed.filter((one) => news.members.includes(one)),
            [],
          );
        }),
      );
    });

    it("was in the state that the plan compared", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          assert.ok(removedMembers(state, news).every((one) => state.members.includes(one)));
        }),
      );
    });

    it("is not unmanaged for an additive list", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          const removed = removedMembers(state, { ...news, mode: "additive" });
          assert.ok(removed.every((one) => !state.unmanaged.includes(one)));
        }),
      );
    });

    it("is nobody where a list is or was only watched", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          assert.deepEqual(removedMembers(state, { ...news, mode: "observe" }), []);
          assert.deepEqual(removedMembers({ ...state, mode: "observe" }, news), []);
        }),
      );
    });

    it("is everybody else of an exact list", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          if (state.mode === "observe") return;
          const removed = new Set(removedMembers(state, { ...news, mode: "exact" }));
          const wanted = new Set(news.members);
          assert.ok(state.members.every((one) => removed.has(one) !== wanted.has(one)));
        }),
      );
    });
  });
});
