import assert from "node:assert/strict";
import type { PeopleOptions } from "../../../../provider";
import { acme, faultsOf, membersIn, planWith } from "./support";

const person = (row: string, options: PeopleOptions, header = "Nr,Login,Name,Mail,Phone,Sex") =>
  planWith(`${header}\n${row}\n`, options).people.map(({ path: _, ...rest }) => rest);

describe("the columns of a file of people", () => {
  const all = {
    ...{ key: "Nr", username: "Login", name: "Name", email: "Mail", phone: "Phone", gender: "Sex" },
  };

  it("say each text of a person; an empty cell says nothing", () => {
    const row = "7, ada ,Ada Lovelace,ada@acme.example,+49 30 1,female";
    assert.deepEqual(person(`${row}\n8,eve,,,,`, { columns: all }), [
      {
        ...{ key: "7", previously: [], username: "ada", name: "Ada Lovelace" },
        ...{ email: "ada@acme.example", phone: "+49 30 1", gender: "female" },
      },
      { key: "8", previously: [], username: "eve" },
    ]);
  });

  it("may clear what is empty", () => {
    const columns = { ...all, phone: { column: "Phone", clear: true } };
    assert.equal(person("7,ada,Ada,,,", { columns })[0]?.phone, null);
  });

  it("stand for one another: a key is a username, and a username is a key", () => {
    const [byKey] = person("7,ada,,,,", { columns: { key: "Nr" } });
    assert.equal(byKey?.username, "7");
    const [byLogin] = person("7,ada,,,,", { columns: { username: "Login" } });
    assert.equal(byLogin?.key, "ada");
  });

  it("change their texts in order: trim, values, before, small letters", () => {
    const username = { column: "Mail", before: "@", lowerCase: true };
    const gender = { column: "Sex", values: { F: "female", "?": "" } };
    const rows = "7,,Ada,Ada.L@acme.example,, F \n8,,Eve,EVE@acme.example,,?";
    const people = person(rows, { columns: { key: "Nr", username, gender } });
    assert.deepEqual(people, [
      { key: "7", previously: [], username: "ada.l", gender: "female" },
      { key: "8", previously: [], username: "eve" },
    ]);
    const name = { column: "Name", trim: false };
    assert.equal(person("7,ada, Ada ,,,", { columns: { ...all, name } })[0]?.name, " Ada ");
  });

  it("may be joined", () => {
    const name = { column: ["Login", "Name"] };
    const rows = "7,Ada,Lovelace,,,\n8,,Plato,,,";
    assert.deepEqual(
      person(rows, { columns: { key: "Nr", name } }).map((one) => one.name),
      ["Ada Lovelace", "Plato"],
    );
    const chinese = { column: ["Name", "Login"], join: "" };
    assert.equal(person("7,选,王,,,", { columns: { key: "Nr", name: chinese } })[0]?.name, "王选");
  });

  it("may hold former keys, of which the own one is none", () => {
    const columns = { key: "Nr", username: "Login", previously: "Name" };
    const [ada] = person("7,ada,ada; 7;lovelace,,,", { columns });
    assert.deepEqual(ada?.previously, ["ada", "lovelace"]);
    assert.deepEqual(faultsOf("Nr,Login,Name\n1,ada,x\n2,eda,x\n", { columns }), [
      'people.csv:3: Name: "x" was "1" already: leave it out',
    ]);
  });

  it("read a text that a spreadsheet guards", () => {
    const [ada] = person('"=""007""",ada,Ada,,\'+49 30 1,', { columns: all });
    assert.deepEqual([ada?.key, ada?.phone], ["007", "+49 30 1"]);
  });

  const options = { columns: { ...all, department: "Team" } };
  const header = "Nr,Login,Name,Mail,Phone,Sex,Team\n";
  const invalid: Record<string, [string, ...string[]]> = {
    "a formula": ["1,ada,=A1&B1,,,,", '2: Name: "=A1&B1" is a formula: save the file with values'],
    "an error of a spreadsheet": [
      "#N/A,ada,####,,,,",
      '2: Nr: "#N/A" is an error of a spreadsheet',
      '2: Name: "####" is an error of a spreadsheet',
    ],
    "a shortened number": [
      '1,ada,,,"1,23457E+11",,',
      '2: Phone: "1,23457E+11" is a number that a spreadsheet has shortened: make the column text, and fill it again',
    ],
    "a lost letter": [
      "1,ada,Zo\ufffd,,,,",
      '2: Name: "Zo\ufffd" has a character that was lost when the file was saved in a wrong encoding',
    ],
    "a character that does not show": [
      "1,ada\u200b,Ada,,,,",
      '2: Login: "ada\\u{200b}" has a character that does not show, \\u{200b}',
    ],
    "a huge cell": [
      `1,ada,${"x".repeat(100_000)},,,,`,
      "2: Name: it has 100000 characters: is a quote missing before it?",
    ],
    "what is missing, beside what else is invalid": [
      ",ada,,,,,\n2,,,,,,X",
      "2: Nr: it is empty",
      "3: Login: it is empty",
      '3: Team: there is no department "X" in the tree',
    ],
    "a gender that there is not": ["1,ada,,,,f,", "2: Sex: give one of unspecified, male, female"],
    "a key that is none": [
      "a/b,ada,,,,,",
      '2: Nr: "a/b": a key is of letters, digits, ".", "-" and "_", and begins with a letter or a digit',
    ],
    "a row that is there twice": [
      "1,ada,Ada,,,,\n1,ada,Ada,,,,",
      '3: Nr: "1" is taken by "Ada" (people.csv:2): give each its own',
      '3: Login: "ada" is taken by "Ada" (people.csv:2): give each its own',
    ],
    "an email and a phone of two people": [
      "1,ada,Ada,a@acme.example,+49 30 1,,\n2,eda,Eda,A@acme.example,+49-301,,",
      '3: Mail: "A@acme.example" is taken by "Ada" (people.csv:2): give each its own',
      '3: Phone: "+49-301" is taken by "Ada" (people.csv:2): give each its own',
    ],
    "all at once, by line": [
      "1,ada,,,,x,Plattform\n2,ada,=1,,,,\n3",
      "2: Sex: give one of unspecified, male, female",
      '2: Team: there is no department "Plattform": is Engineering/Platform meant?',
      '3: Name: "=1" is a formula: save the file with values',
      '3: Login: "ada" is taken by "1" (people.csv:2): give each its own',
      '4: it has 1 cell, and the header has 7: is a "," or a quote missing, or one too many?',
    ],
  };
  for (const [what, [rows, ...says]] of Object.entries(invalid)) {
    it(`are told: ${what}`, () => {
      const lines = faultsOf(`${header}${rows}\n`, options);
      assert.deepEqual(
        lines,
        says.map((one) => `people.csv:${one}`),
      );
    });
  }

  it("are told when the key is a username that is no key", () => {
    assert.deepEqual(faultsOf("Mail\nada@acme.example\n", { columns: { username: "Mail" } }), [
      'people.csv:2: Mail: "ada@acme.example": a key is of letters, digits, ".", "-" and "_", and begins with a letter or a digit; give columns.key a column such as the employee number',
    ]);
  });

  it("are told when the file has no such columns, or several of a name", () => {
    const columns = { key: "Number", name: "name", email: "Mail", groups: "Teams" };
    const found = faultsOf("Nr,Name,Mail,Mail,\n1,Ada,a,b,\n", {
      columns,
      where: { Nr: ["1"], Statut: "x" },
    });
    assert.deepEqual(found, [
      'people.csv:1: columns.key: there is no column "Number", only "Nr", "Name", "Mail", "Mail"',
      'people.csv:1: columns.name: there is no column "name": is "Name" meant?',
      'people.csv:1: columns.email: several columns have the name "Mail": rename all but one',
      'people.csv:1: columns.groups: there is no column "Teams", only "Nr", "Name", "Mail", "Mail"',
      'people.csv:1: where: there is no column "Statut", only "Nr", "Name", "Mail", "Mail"',
    ]);
  });

  it("are told when nothing says who a row is", () => {
    assert.deepEqual(faultsOf("Name\nAda\n", { columns: { name: "Name" } }), [
      "people.csv: nothing says who a row is: give columns.key, such as the employee number, or columns.username",
    ]);
  });

  it("are told to a hundred, and how many more", () => {
    const rows = Array.from({ length: 250 }, (_, index) => `${index},=x`).join("\n");
    const found = faultsOf(`Nr,Name\n${rows}`, { columns: { key: "Nr", name: "Name" } });
    assert.deepEqual([found.length, found.at(-1)], [101, "and 150 more"]);
  });

  it("are told beside what is wrong in the tree", () => {
    const tree = {
      ...acme,
      roles: [
        { name: "A", people: ["bob", "1"] },
        { key: "x", name: "" },
      ],
    };
    const content = "Nr,Name\n1,=x\n";
    const columns = { key: "Nr", name: "Name" };
    assert.deepEqual(faultsOf(content, { columns }, { tree }), [
      "acme: roles[1].name: it is empty; give a name",
      'people.csv:2: Name: "=x" is a formula: save the file with values',
    ]);
    const named = { ...acme, roles: [{ name: "A", people: ["bob", "1"] }] };
    assert.deepEqual(faultsOf(content, { columns }, { tree: named }), [
      'acme: roles[0].people[0]: there is no "bob" among the people',
      'people.csv:2: Name: "=x" is a formula: save the file with values',
    ]);
    // Who can't be read may be anybody.
    assert.deepEqual(faultsOf("Nr,Name\n,Ada\n", { columns }, { tree: named }), [
      "people.csv:2: Nr: it is empty",
    ]);
  });
});

describe("rows of a file of people", () => {
  const content = "Nr,Status,Team\n1,active,go\n2,left,go\n3, Active ,go\n4,,nowhere\n";
  const columns = { key: "Nr", groups: "Team" };

  it("count where a column has certain texts", () => {
    const plan = planWith(content, { columns, where: { Status: ["active", "Active"] } });
    assert.deepEqual(membersIn(plan), { go: ["1", "3"] });
    const { people } = planWith(content, { columns, where: { Status: "left", Team: ["go"] } });
    assert.deepEqual(
      people.map(({ key }) => key),
      ["2"],
    );
  });

  it("may not all be left out", () => {
    assert.deepEqual(faultsOf(content, { columns, where: { Status: ["here", "on leave"] } }), [
      'people.csv: none of its 4 rows has "Status" of "here" or "on leave"',
    ]);
  });
});
