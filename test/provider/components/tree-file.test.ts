import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "@pulumi/pulumi";
import type { Tree } from "../../../provider";
import { loadPlan } from "../../../provider/components/load-plan";

/** What a file holds, and all that is said of it; `_` is the file. */
const cases: Record<string, [string | Buffer, ...string[]]> = {
  "a misspelt property": [
    "name: Acme\ndepartments:\n  - key: ops\n    name: Ops\n    peple: [ada]\n",
    "_:5: peple: a department has no such property: is people meant?",
  ],
  "names of version 0.1.0": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    was: [b]\n    remark: x\n",
    "_:5: was: it is called previously now",
    "_:6: remark: it is called description now",
  ],
  "a property of nothing": [
    "name: Acme\ncolor: blue\n",
    "_:2: color: an org has no such property, only name, departments, groups, roles, labels, people",
  ],
  "a misspelt list": [
    "name: Acme\ndepartment: []\n",
    "_:2: department: an org has no such property: is departments meant?",
  ],
  "an entry without a key": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n  - name: B\n",
    "_:5: give a key, by which it is known whatever its name becomes",
  ],
  "a person without a key": [
    "name: Acme\npeople:\n  - username: adalovelace\n",
    "_:3: give a key, by which it is known whatever its name becomes",
  ],
  "an entry without a name": [
    "name: Acme\nroles:\n  - key: a\n",
    "_:3: name: it is missing: give a text",
  ],
  "a key that is a number": [
    "name: Acme\nroles:\n  - key: 2024\n    name: A\n",
    "_:3: key: 2024 is a number: give a text, in quotes so that it is read as one",
  ],
  "a username that YAML reads as a number": [
    "name: Acme\npeople:\n  - key: ada\n    username: 0123\n",
    "_:4: username: 123 is a number: give a text, in quotes so that it is read as one",
  ],
  "a uid that YAML reads as a number": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    uid: 1e10\n",
    "_:5: uid: 10000000000 is a number: give a text, in quotes so that it is read as one",
  ],
  "a name that YAML reads as true": [
    "name: true\n",
    "_:1: name: true is a boolean: give a text, in quotes so that it is read as one",
  ],
  "a member who YAML reads as a number": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people: [0123]\n",
    "_:5: 123 is a number: give a text, in quotes so that it is read as one",
  ],
  "a key with a slash": [
    "name: Acme\nroles:\n  - { key: a/b, name: A }\n",
    '_:3: key: a key is of letters, digits, ".", "-" and "_", and begins with a letter or a digit',
  ],
  "an empty name": ["name: ' '\n", "_:1: name: it is empty; give a name"],
  "a list that is none": [
    "name: Acme\npeople:\n  ada: Ada\n",
    "_:2: people: this is an object: give a list",
  ],
  "a list with nothing below it": [
    "name: Acme\npeople:\n",
    "_:2: people: it is empty: give a list, or [] for none",
  ],
  "an entry that is a text": [
    "name: Acme\npeople:\n  - ada\n",
    "_:3: this is a text: give a person, with key, previously, username, name, nickname, email, phone, avatar, gender",
  ],
  "a person who is given in place of a key": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - key: ada\n",
    "_:6: this is an object: give a text",
  ],
  "an end date that is no day": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - person: ada\n        until: 2026-02-30\npeople:\n  - key: ada\n",
    '_:7: until: "2026-02-30" is no end date: give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00',
  ],
  "an end date that YAML reads as a number": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - ada\n      - { person: 王选, until: 20261231 }\n",
    "_:7: until: 20261231 is no end date: give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00",
  ],
  "an end date that has no offset, or is said to be a time": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - { person: ada, until: 2026-12-31 18:00:00 }\n",
    '_:6: until: "2026-12-31 18:00:00" is no end date: give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00',
  ],
  "an entry that should end, and says nothing of it": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - person: ada\n",
    "_:6: until: it is missing: give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00",
  ],
  "a misspelt property of an entry that ends": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - person: ada\n        until: 2026-12-31\n        zone: x\n",
    "_:8: zone: an entry that ends has no such property, only person, until",
  ],
  "somebody who ends and is nobody, or is there twice": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - { person: bob, until: 2026-12-31 }\n      - ada\n      - { person: ada, until: 2026-12-31 }\npeople:\n  - key: ada\n",
    '_:6: there is no "bob" among the people',
    '_:8: "ada" is named twice',
  ],
  "a gender that there is not": [
    "name: Acme\npeople:\n  - key: ada\n    gender: f\n",
    "_:4: gender: give one of unspecified, male, female",
  ],
  "a flag that is a text": [
    "name: Acme\ngroups:\n  - key: a\n    name: A\n    acceptsMembers: yes\n",
    "_:5: acceptsMembers: this is a text: give true or false",
  ],
  "a password": [
    "name: Acme\npeople:\n  - key: ada\n    initialPassword: secret\n",
    "_:4: initialPassword: a password does not belong here: give initialPassword to the OrgTree, as a secret",
  ],
  "a key that is taken, also across departments and roles": [
    "name: Acme\ndepartments:\n  - key: ops\n    name: Operations\nroles:\n  - key: ops\n    name: On call\n",
    '_:6: key: "ops" is taken by "Operations": give each its own',
  ],
  "a username that is taken": [
    "name: Acme\npeople:\n  - key: adalovelace\n  - key: ada\n    username: adalovelace\n",
    '_:5: username: "adalovelace" is taken by "adalovelace" (_:3): give each its own',
  ],
  "a uid that is taken": [
    "name: Acme\nroles:\n  - { key: a, name: A, uid: x }\n  - { key: b, name: B, uid: x }\nlabels:\n  - { key: c, name: C, uid: x }\n",
    '_:4: uid: "x" is taken by "A": give each its own',
  ],
  "people who are nowhere, or twice": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - ada\n      - bob\n      - ada\n      - old\npeople:\n  - key: ada\n    previously: [old]\n",
    '_:7: there is no "bob" among the people',
    '_:8: "ada" is named twice',
    '_:9: "old" is "ada" now',
  ],
  "a former key that is still one": [
    "name: Acme\nroles:\n  - key: a\n    name: A\n  - key: b\n    name: B\n    previously:\n      - a\n",
    '_:8: "a" is still a key: leave it out',
  ],
  "a former key that two entries claim": [
    "name: Acme\nroles:\n  - { key: a, name: A, previously: [x] }\n  - { key: b, name: B, previously: [x] }\n",
    '_:4: "x" was "a" already: leave it out',
  ],
  "a property twice": ["name: Acme\nname: Acme\n", "_:2: Map keys must be unique"],
  "indentation that is off": [
    "name: Acme\nroles:\n  - key: a\n   name: A\n",
    "_:4: Sequence item without - indicator",
  ],
  "a tag that nobody knows": ["name: !secret Acme\n", "_:1: Unresolved tag: !secret"],
  "an anchor that is nowhere": ["name: *acme\n", "_:1: there is no anchor &acme before it"],
  "an alias inside itself": [
    "name: Acme\nroles: &r\n  - *r\n",
    "_: its aliases lead to themselves, or to too much",
  ],
  "two documents": [
    "name: Acme\n---\nname: Acme\n",
    "_:2: Source contains multiple documents; please use YAML.parseAllDocuments()",
  ],
  "an empty file": [
    "",
    "_:1: it is empty: give an org, with name, departments, groups, roles, labels, people",
  ],
  "a list at the top": [
    "- name: Acme\n",
    "_:1: this is a list: give an org, with name, departments, groups, roles, labels, people",
  ],
  "bytes that are no text": [Buffer.from([0xff, 0xfe, 0x41]), "_: it is not in UTF-8"],
};

describe("a tree from a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "tree-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const load = (content: string | Buffer, name = "org.yaml") => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return loadPlan("acme", { file }, []);
  };

  for (const [what, [content, ...says]] of Object.entries(cases)) {
    it(`refuses ${what}, and says in which line`, () => {
      assert.throws(
        () => load(content),
        ({ message }: Error) => {
          assert.deepEqual(message.replaceAll(join(folder, "org.yaml"), "_").split("\n"), says);
          return true;
        },
      );
    });
  }

  it("tells all that is wrong at once", () => {
    const content = "name: 1\nroles:\n  - key: a\n  - nme: B\n";
    assert.throws(
      () => load(content),
      ({ message }: Error) => {
        const lines = message.split("\n").map((line) => /:(\d+: \w+):/.exec(line)?.[1]);
        // The name of the second role is there, under a misspelt property.
        assert.deepEqual(lines, ["1: name", "3: name", "4: nme"]);
        return true;
      },
    );
  });

  it("says that there is no such file", () => {
    const missing = { file: join(folder, "none.yaml") };
    assert.throws(
      () => loadPlan("acme", missing, []),
      /none\.yaml: there is no such file; a path is/,
    );
  });

  it("says that a folder is none", () => {
    assert.throws(
      () => loadPlan("acme", { file: folder }, []),
      /it is a folder: give a YAML or JSON/,
    );
  });

  it("reads YAML with anchors, comments and a byte order mark", () => {
    const { nodes } = load(
      "\ufeff# ours\nname: Acme\nroles:\n  - { key: a, name: A, people: &all [ada] }\n  - { key: b, name: B, people: *all }\npeople:\n  - key: ada\n",
    );
    assert.deepEqual(
      nodes.map(({ people = [] }) => people.map(({ person }) => person)),
      [["ada"], ["ada"]],
    );
  });

  it("finds the line of what an alias repeats", () => {
    const content =
      "name: Acme\nroles:\n  - { key: a, name: A, people: &all [ada] }\n  - key: b\n    name: B\n    people: *all\n";
    assert.throws(() => load(content), /:3: there is no "ada" among the people/);
  });

  for (const [what, written] of Object.entries({
    "as text": '"2026-12-31T18:00:00+08:00"',
    "as YAML has it": "2026-12-31T18:00:00+08:00",
    "by its day": "2026-12-31",
  })) {
    it(`keeps an end date as it is written: ${what}`, () => {
      for (const directive of ["", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n"]) {
        const { nodes } = load(
          `${directive}name: Acme\nroles:\n  - key: a\n    name: A\n    people:\n      - { person: 王选, until: ${written} }\npeople:\n  - { key: 王选, username: wangxuan }\n`,
        );
        const until = written.replaceAll('"', "");
        const [{ path: _, ...member } = {}] = nodes[0]?.people ?? [];
        assert.deepEqual(member, { person: "王选", until });
      }
    });
  }

  it("reads JSON, and knows its lines", () => {
    const content = { name: "Acme", roles: [{ key: "a", name: "A", people: ["ada"] }] };
    const text = JSON.stringify(content, null, "\t");
    assert.throws(() => load(text, "org.json"), /org\.json:8: there is no "ada" among the people/);
    const { nodes } = load(text.replace('"ada"', ""), "org.json");
    assert.deepEqual(
      nodes.map(({ key }) => key),
      ["a"],
    );
  });
});

describe("a tree that is a literal", () => {
  it("has its places told as JavaScript has them", () => {
    const department = { name: "Ops", departments: [{ name: "Ops" }] };
    const tree = { name: "Acme", departments: [department] };
    const says =
      /acme: departments\[0\]\.departments\[0\]\.key: "ops" is taken by "Ops": give each/;
    assert.throws(() => loadPlan("acme", { tree }, []), says);
  });

  it("may leave out what is undefined", () => {
    const tree = { name: "Acme", roles: undefined, people: [{ key: "ada", email: undefined }] };
    assert.equal(loadPlan("acme", { tree }, []).people.length, 1);
  });

  it("refuses what only an apply will know", () => {
    const tree = { name: "Acme", people: [{ key: "ada", email: output("a@acme.example") }] };
    const says = /people\[0\]\.email: this is an Output: give a text/;
    assert.throws(() => loadPlan("acme", { tree: tree as unknown as Tree }, []), says);
  });

  it("refuses an end date that only an apply will know, or that is no text", () => {
    for (const until of [output("2026-12-31"), new Date()]) {
      const people = [{ person: "ada", until: until as unknown as string }];
      const tree = { name: "Acme", roles: [{ name: "R", people }], people: [{ key: "ada" }] };
      const says = /acme: roles\[0\]\.people\[0\]\.until: this is no text: give a day such as/;
      assert.throws(() => loadPlan("acme", { tree }, []), says);
    }
  });

  it("refuses a person with neither key nor username", () => {
    const tree = { name: "Acme", people: [{ name: "Ada" }] };
    assert.throws(() => loadPlan("acme", { tree }, []), /people\[0\]: give a key or a username/);
  });

  it("refuses a person whom the program gives as well", () => {
    const tree = { name: "Acme", people: [{ key: "ada" }] };
    assert.throws(() => loadPlan("acme", { tree }, ["ada"]), /"ada" is among the users that the/);
  });
});
