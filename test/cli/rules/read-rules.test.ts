import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRules } from "../../../cli/rules/read-rules";
import { WrongUsage } from "../../../cli/usage/wrong-usage";

const END =
  "give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00";
const LIMIT = "give a whole number, or a share such as 25%";
const KEEP = "give who and perms, or perm and atLeast";
const KIND =
  "give a kind and a name, such as User:adalovelace (kinds are User, Node, App, Perm, Org)";
const SECTIONS = "schema, limits, never, keep, separate, requireUntil, waivers";

/** What a file holds below `schema: 1`, and all that is said of it; `_` is the file. */
const cases: Record<string, [string, ...string[]]> = {
  "a misspelt key, which is not also missing": [
    "keep:\n  - { who: iac, prems: ['*'] }\n",
    "_:3: prems: somebody who keeps perms has no such property: is perms meant?",
  ],
  "a misspelt section": [
    "nevr: [User:ada]\n",
    "_:2: nevr: rules has no such property: is never meant?",
  ],
  "a key like no other": [
    "colour: red\n",
    `_:2: colour: rules has no such property, only ${SECTIONS}`,
  ],
  "misspelt limits, also of an org": [
    "limits:\n  poeple: 1\n  orgs:\n    Acme: { peopel: 1 }\n",
    "_:3: poeple: limits has no such property: is people meant?",
    "_:5: peopel: limits of an org has no such property: is people meant?",
  ],
  "numbers and shares that are none": [
    "limits:\n  people: -1\n  nodes: 1.5\n  members: '10'\n  grants: 5 %\n",
    `_:3: people: -1: ${LIMIT}`,
    `_:4: nodes: 1.5: ${LIMIT}`,
    `_:5: members: this is a text: ${LIMIT}`,
    `_:6: grants: this is a text: ${LIMIT}`,
  ],
  "what never goes without its kind": [
    "never:\n  - ada\n  - 'user:ada'\n  - 'User: '\n",
    `_:3: ${KIND}`,
    `_:4: ${KIND}`,
    `_:5: ${KIND}`,
  ],
  "what never goes as a number": [
    "never: [7]\n",
    "_:2: 7 is a number: give a text such as User:adalovelace",
  ],
  "a username that YAML reads as a number": [
    "keep:\n  - who: 010\n    perms: ['*']\n",
    "_:3: who: 10 is a number: give a text, in quotes so that it is read as one",
  ],
  "a perm that YAML reads as true": [
    "separate:\n  - perms: [true, A/B]\n",
    "_:3: true is a boolean: give a text, in quotes so that it is read as one",
  ],
  "entries that are none": [
    "keep:\n  - iac\n  -\n  - []\n",
    `_:3: this is a text: ${KEEP}`,
    `_:4: it is empty: ${KEEP}`,
    `_:5: this is a list: ${KEEP}`,
  ],
  "too few people": [
    "keep:\n  - { perm: A/B, atleast: 2 }\n  - { perm: A/B, atLeast: 0 }\n  - { perm: A/B }\n",
    "_:3: atleast: a perm that people keep has no such property: is atLeast meant?",
    "_:4: atLeast: 0: give a whole number of people, 1 or more",
    "_:5: atLeast: it is missing: give a whole number of people, 1 or more",
  ],
  "less than two perms to separate": [
    "separate:\n  - perms: [A/B]\n  - perms: []\n",
    "_:3: perms: give two perms or more",
    "_:4: perms: give two perms or more",
  ],
  "the same perm twice": [
    "separate:\n  - perms:\n    - A/B\n    - A/B\n",
    '_:5: "A/B" is named twice',
  ],
  "neither a perm nor a node": [
    "requireUntil:\n  - { nod: Contractors }\n  - { }\n",
    "_:3: nod: a node whose memberships end has no such property: is node meant?",
    "_:4: perm: it is missing: give a text",
  ],
  "a waiver without reason and end": [
    "waivers:\n  - { rule: a }\n  - { rule: a, reason: ' ', until: 2026-12-31 }\n",
    "_:3: reason: it is missing: give a text",
    `_:3: until: it is missing: ${END}`,
    "_:4: reason: it is empty",
  ],
  "a waiver of no rule": [
    "separate:\n  - { name: payments, perms: [A/B, A/C] }\nwaivers:\n  - { rule: paymets, reason: x, until: 2026-12-31 }\n",
    '_:5: rule: there is no rule "paymets": is payments meant?',
  ],
  "ends that there are not": [
    `waivers:\n${["2026-02-29", "2026-13-01", "2026-12-31T18:00:00", "31.12.2026", "2026"].map((until) => `  - { rule: a, reason: b, until: ${until} }\n`).join("")}`,
    `_:3: until: "2026-02-29" is no end date: ${END}`,
    `_:4: until: "2026-13-01" is no end date: ${END}`,
    `_:5: until: "2026-12-31T18:00:00" is no end date: ${END}`,
    `_:6: until: "31.12.2026" is no end date: ${END}`,
    `_:7: until: 2026 is no end date: ${END}`,
  ],
  "a key twice": ["never: []\nnever: []\n", "_:3: Map keys must be unique"],
  "a tab": ["keep:\n\t- { who: iac, perms: ['*'] }\n", "_:3: Tabs are not allowed as indentation"],
  "keys that JavaScript has on every object": [
    "__proto__: { never: [] }\nconstructor: 1\n",
    `_:2: __proto__: rules has no such property, only ${SECTIONS}`,
    `_:3: constructor: rules has no such property, only ${SECTIONS}`,
  ],
};

/** Each of ten anchors names the one before it ten times. */
const bomb = Array.from({ length: 10 }, (_, n) =>
  n === 0
    ? "a0: &a0 [x]"
    : `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(", ")}]`,
).join("\n");

/** What a whole file holds, and what is said of it. */
const whole: Record<string, [string | Buffer, RegExp]> = {
  "an empty file": ["", /^_:1: it is empty: give rules, with schema, limits/],
  "a list": ["- never\n", /^_:1: this is a list: give rules/],
  "rules without a version": ["never: []\n", /^_:1: schema: it is missing: give 1$/],
  "rules of a later version": [
    "schema: 2\n",
    /^_:1: schema: 2 is no version of this format: give 1$/,
  ],
  "aliases that grow to billions": [
    `schema: 1\n${bomb}\n`,
    /^_: its aliases lead to themselves, or to too much$/,
  ],
  "bytes that are no text": [Buffer.from([0xff, 0xfe, 0x41]), /^_: it is not in UTF-8$/],
  "a key of a megabyte": [
    `schema: 1\n? ${"k".repeat(1_000_000)}\n: 1\n`,
    /has no such property, only schema/,
  ],
};

describe("identity-rules.yaml", () => {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  const file = join(folder, "identity-rules.yaml");
  after(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string | Buffer) => {
    writeFileSync(file, content);
    return readRules(file);
  };
  const refused = (content: string | Buffer): string => {
    try {
      read(content);
    } catch (error) {
      assert.ok(error instanceof WrongUsage, String(error));
      return error.message.replaceAll(file, "_");
    }
    return assert.fail("it is taken");
  };

  for (const [what, [content, ...says]] of Object.entries(cases)) {
    it(`is refused for ${what}, line by line`, () => {
      assert.deepEqual(refused(`schema: 1\n${content}`).split("\n"), says);
    });
  }

  for (const [what, [content, says]] of Object.entries(whole)) {
    it(`is refused as ${what}`, () => assert.match(refused(content), says));
  }

  it("is refused where there is none", () => {
    assert.throws(() => readRules(join(folder, "none.yaml")), /none\.yaml: there is no such file/);
  });

  it("names its rules, and knows their lines", () => {
    const { waivers, ...kinds } = read(`\ufeffschema: 1
limits:
  people: 5
  nodes: 10%
  orgs: { Acme: { members: 2.5% } }
never: ["User:ada", { name: platform, object: "Node:Engineering/Platform" }]
keep:
  - { who: "010", perms: ["*"] }
  - { who: 王芳, perms: [CI/Deploy], name: deputy }
  - { perm: CI/Deploy, atLeast: 2 }
separate:
  - { name: payments, perms: [Bank/Create, Bank/Approve] }
  - perms: [A/B, A/C]
requireUntil:
  - { perm: CI/Production }
  - { node: Contractors }
`);
    const named = Object.values(kinds).flatMap((those) =>
      those.map(({ name, source }) => `${source.replace(file, "")} ${name}`),
    );
    assert.deepEqual(named, [
      ":3 limits.people",
      ":4 limits.nodes",
      ":5 limits.Acme.members",
      ":6 never User:ada",
      ":6 platform",
      ":8 keep 010",
      ":9 deputy",
      ":10 keep CI/Deploy",
      ":12 payments",
      ":13 separate A/B, A/C",
      ":15 requireUntil CI/Production",
      ":16 requireUntil Contractors",
    ]);
    assert.deepEqual(waivers, []);
    assert.deepEqual(
      kinds.keep.map(({ who, perms }) => [who, perms]),
      [
        ["010", undefined],
        ["王芳", ["CI/Deploy"]],
      ],
    );
  });

  it("may hold nothing but its version", () => {
    const { limits, never, keep, atLeast, separate, requireUntil, waivers } = read("schema: 1\n");
    assert.deepEqual([limits, never, keep, atLeast, separate, requireUntil, waivers].flat(), []);
  });

  it("may be JSON", () => {
    const { never } = read(JSON.stringify({ schema: 1, never: ["Org:Acme"] }, null, 2));
    const [{ kind, object, source } = assert.fail()] = never;
    assert.deepEqual([kind, object, source], ["Org", "Acme", `${file}:4`]);
  });

  for (const [until, ends] of [
    ["2028-02-29", "2028-02-29T23:59:59.999Z"],
    ["2026-12-31", "2026-12-31T23:59:59.999Z"],
    ["2026-12-31T18:00:00+08:00", "2026-12-31T10:00:00.000Z"],
    ["2026-12-31T23:30:00-11:00", "2027-01-01T10:30:00.000Z"],
    ["2026-10-25T02:30Z", "2026-10-25T02:30:00.000Z"],
  ] as const) {
    it(`takes a waiver until ${until}`, () => {
      const [waiver = assert.fail()] = read(
        `schema: 1\nnever: ["User:ada"]\nwaivers:\n  - { rule: "never User:ada", who: ada, reason: leaves, until: ${until} }\n`,
      ).waivers;
      assert.deepEqual([waiver.until, waiver.ends.toISOString()], [until, ends]);
    });
  }

  it("may be large", () => {
    const entry = (n: number) => `  - "User:somebody-${n}-${"x".repeat(40)}"\n`;
    const entries = Array.from({ length: 20_000 }, (_, n) => entry(n)).join("");
    const { never } = read(`schema: 1\nnever:\n${entries}`);
    assert.equal(never.at(-1)?.source, `${file}:20002`);
  });
});
