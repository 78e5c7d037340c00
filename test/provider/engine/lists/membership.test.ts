import assert from "node:assert/strict";
import fc from "fast-check";
import { modes } from "../../../../provider/configuration/choices";
import {
  asMap,
  membersOf,
  removedMembers,
  unmanagedOf,
} from "../../../../provider/engine/lists/membership";
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
          assert.deepEqual(membersOf(asMap(list, true)), [...new Set(list)]);
          assert.deepEqual(new Set(membersOf(asMap(list, false))), new Set(list));
        }),
      );
    });

    it("settles: made of its own members it is the same again", () => {
      fc.assert(
        fc.property(fc.array(name), fc.boolean(), (list, ordered) => {
          const map = asMap(list, ordered);
          assert.deepEqual(asMap(membersOf(map), ordered), map);
        }),
      );
    });

    it("is the same whatever the order, where that doesn't count", () => {
      fc.assert(
        fc.property(names, (list) => {
          assert.deepEqual(asMap([...list].reverse(), false), asMap(list, false));
        }),
      );
    });

    it("is unknown where a member is, and counts them as nobody yet", () => {
      fc.assert(
        fc.property(names, fc.nat(), (list, at) => {
          const place = at % (list.length + 1);
          const map = asMap([...list.slice(0, place), UNKNOWN, ...list.slice(place)], true);
          assert.ok(isUnknown(map));
          assert.deepEqual(membersOf(map), list);
        }),
      );
    });
  });

  describe("who leaves a list", () => {
    const mode = fc.constantFrom(...modes);
    const states = fc.record({ mode, members: names, unmanaged: names }).map((drawn) => ({
      mode: drawn.mode,
      users: asMap([...drawn.members, ...(drawn.mode === "exact" ? drawn.unmanaged : [])], false),
      unmanaged: drawn.unmanaged.filter((one) => !drawn.members.includes(one)),
    }));
    const inputs = fc.record({ mode, members: names }).map((drawn) => ({
      mode: drawn.mode,
      users: asMap(drawn.members, false),
    }));

    it("is nobody who is declared", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          const wanted = membersOf(news.users);
          assert.deepEqual(
            removedMembers(state, news).filter((one) => wanted.includes(one)),
            [],
          );
        }),
      );
    });

    it("was in the state that the plan compared", () => {
      fc.assert(
        fc.property(states, inputs, (state, news) => {
          const seen = membersOf(state.users);
          assert.ok(removedMembers(state, news).every((one) => seen.includes(one)));
        }),
      );
    });

    it("is not unmanaged for an additive list", () => {
      fc.assert(
        fc.property(states, inputs, (state, { users }) => {
          const unmanaged = unmanagedOf(state);
          const removed = removedMembers(state, { users, mode: "additive" });
          assert.ok(removed.every((one) => !unmanaged.includes(one)));
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
        fc.property(states, inputs, (state, { users }) => {
          if (state.mode === "observe") return;
          const removed = new Set(removedMembers(state, { users, mode: "exact" }));
          const wanted = new Set(membersOf(users));
          assert.ok(membersOf(state.users).every((one) => removed.has(one) !== wanted.has(one)));
        }),
      );
    });
  });
});
