import assert from "node:assert/strict";
import {
  choice,
  clearable,
  flag,
  members,
  named,
  object,
  optional,
  reference,
  required,
  switchable,
  text,
  texts,
  type InputsOf,
  type Property,
} from "../../../provider/engine/property";
import { textSchema } from "../../../provider/engine/text";

describe("the type of a property", () => {
  const doc = "";
  const word = textSchema.regex(/^\S+$/, "it is no word");
  const limits = {
    unit: required(choice(["hour", "day"]), { doc }),
    most: clearable(text, { doc }),
    words: optional(texts(word, "give a list of words"), { doc }),
  };
  const settings = object("LimitArgs", "Limits.", limits, ({ most, words }) =>
    most === "0" && words !== undefined ? "give no words beside 0" : undefined,
  );

  /** The first message about a value; `undefined` of one that is valid. */
  const problem = ({ schema }: Pick<Property, "schema">, value: unknown) =>
    schema.safeParse(value).error?.issues[0]?.message;

  describe("of settings", () => {
    it("takes what each of them takes", () => {
      for (const given of [{}, { most: null }, { most: "2" }, { words: [] }, { words: ["a"] }]) {
        assert.equal(problem(settings, { unit: "hour", ...given }), undefined);
      }
    });

    const wrong: [unknown, string][] = [
      [{ unit: "year" }, "give one of hour, day"],
      [{ unit: "hour", words: "a" }, "give a list of words"],
      [{ unit: "hour", words: ["a", "b c"] }, "it is no word"],
      [{ unit: "hour", word: ["a"] }, "give unit, most, words and nothing else"],
      [{ unit: "hour", most: "0", words: [] }, "give no words beside 0"],
      [["hour"], "give unit, most, words and nothing else"],
    ];
    for (const [value, message] of wrong) {
      it(`says of ${JSON.stringify(value)}: ${message}`, () =>
        assert.equal(problem(settings, value), message));
    }

    it("asks for more only of settings that are valid each", () => {
      const value = { unit: "year", most: "0", words: [] };
      assert.equal(problem(settings, value), "give one of hour, day");
    });

    it("knows what its code reads", () => {
      type Limits = InputsOf<typeof limits>;
      const read = ({ unit, most, words }: Limits): [string, number, number] => [
        unit.toUpperCase(),
        most?.length ?? 0,
        words?.length ?? 0,
      ];
      assert.deepEqual(read({ unit: "day", most: null, words: ["a"] }), ["DAY", 0, 1]);
      // @ts-expect-error a misnamed one does not compile
      assert.deepEqual(read({ unit: "day", wrods: ["a"] }), ["DAY", 0, 0]);
    });
  });

  describe("of settings that can be off", () => {
    const property = optional(switchable(settings), { doc });

    it("takes settings, false, and nothing at all", () => {
      for (const value of [{ unit: "day" }, false, undefined]) {
        assert.equal(problem(property, value), undefined);
      }
    });

    for (const value of [true, null, "off", 0, [], ["day"]]) {
      it(`says of ${JSON.stringify(value)} what there is to give`, () =>
        assert.equal(problem(property, value), "give settings, or false for off"));
    }

    it("names the setting at fault, if it is one", () => {
      const of = (value: unknown) => problem(property, value);
      assert.equal(of({ unit: "year" }), "unit: give one of hour, day");
      assert.equal(of({ unit: "day", words: ["a", ""] }), "words.1: it is no word");
      assert.equal(of({ unit: "day", per: 1 }), "give unit, most, words and nothing else");
      assert.equal(of({ unit: "day", most: "0", words: [] }), "give no words beside 0");
    });

    it("has the shape of the settings, and says that it can be off", () => {
      const { shape } = property.type;
      assert.deepEqual(shape, { ...settings.shape, orOff: true });
    });
  });

  it("tells what it names, and what parts of it name", () => {
    const group = object("GroupArgs", "A group.", {
      people: optional(members("user"), { doc }),
      all: optional(flag, { doc }),
    });
    assert.equal(named(required(reference("org"), { doc })), "org");
    assert.equal(named(optional(members("node"), { doc })), "node");
    assert.deepEqual(named(optional(group, { doc })), { people: "user" });
    assert.equal(named(optional(settings, { doc })), undefined);
    assert.equal(named(optional(text, { doc })), undefined);
  });
});
