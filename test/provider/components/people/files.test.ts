import assert from "node:assert/strict";
import type { PeopleOptions } from "../../../../provider";
import { faultsOf, planWith } from "./support";

const columns = { key: "Nr", username: "Login", name: "Name" };
const namesIn = (
  content: string | Uint8Array,
  options: Partial<PeopleOptions> = {},
  name?: string,
) =>
  planWith(content, { columns, ...options }, name === undefined ? {} : { name }).people.map(
    (person) => person.name,
  );

describe("a file of people", () => {
  it("may be CSV with quotes, line breaks in quotes, and empty rows", () => {
    const csv = 'Nr,Login,Name\r\n1,ada,"Lovelace, ""Ada"""\r\n\r\n,,\r\n2,grace,Grace Hopper\r\n';
    assert.deepEqual(namesIn(csv), ['Lovelace, "Ada"', "Grace Hopper"]);
    const broken = 'Nr,Login,Name,Note\r\n1,ada,Ada,"one\r\ntwo\r\n"\r\n2,grace,Grace,x\r\n';
    const { people, placeOf } = planWith(broken, { columns });
    assert.deepEqual(
      people.map(({ path }) => placeOf(path)?.line),
      [2, 5],
    );
  });

  for (const [what, separator] of [
    ["semicolons", ";"],
    ["tabs", "\t"],
    ["bars", "|"],
  ] as const) {
    it(`may have ${what} between its cells`, () => {
      const rows = [
        ["Nr", "Login", "Name"],
        ["1", "ada", "Ada"],
        ["2", "grace", '"Hopper,, Grace"'],
      ];
      const csv = rows.map((row) => row.join(separator)).join("\n");
      assert.deepEqual(namesIn(csv), ["Ada", "Hopper,, Grace"]);
    });
  }

  it("may say its separator as Excel does, or the program says it", () => {
    const csv = "sep=;\nNr;Login;Name\n1;ada;Ada\n";
    assert.deepEqual(namesIn(csv), ["Ada"]);
    assert.deepEqual(faultsOf(`${csv}2;ada;Eda\n`, { columns }), [
      'people.csv:4: Login: "ada" is taken by "Ada" (people.csv:3): give each its own',
    ]);
    assert.deepEqual(namesIn("Nr^Login^Name\n1^ada^Ada", { separator: "^" }), ["Ada"]);
  });

  it("may end its lines as an old Mac does, and have spaces around its names", () => {
    assert.deepEqual(namesIn(" Nr , Login,Name\r1, ada ,\u00a0Ada\r"), ["Ada"]);
  });

  const chinese = "Nr,Login,Name\r\n1,wangxuan,王选\r\n2,zoe,Zoë\r\n";
  const bytes: Record<string, [Buffer, string?]> = {
    "UTF-8": [Buffer.from(chinese)],
    "UTF-8 with a mark": [Buffer.from(`\ufeff${chinese}`)],
    "UTF-16LE with a mark": [Buffer.from(`\ufeff${chinese}`, "utf16le")],
    "UTF-16BE with a mark": [Buffer.from(`\ufeff${chinese}`, "utf16le").swap16()],
    "UTF-16LE": [Buffer.from(chinese, "utf16le"), "utf-16le"],
  };
  for (const [what, [content, encoding]] of Object.entries(bytes)) {
    it(`may be in ${what}`, () =>
      assert.deepEqual(namesIn(content, encoding === undefined ? {} : { encoding }), [
        "王选",
        "Zoë",
      ]));
  }

  it("may be in GB18030", () => {
    const content = Buffer.from("4e722c4c6f67696e2c4e616d650a312c772ccdf5d1a10a", "hex");
    for (const encoding of ["gb18030", "gbk"])
      assert.deepEqual(namesIn(content, { encoding }), ["王选"]);
  });

  it("may be in windows-1252", () => {
    const content = Buffer.from("Nr;Login;Name\n1;jorg;Jörg Weiß\n", "latin1");
    assert.deepEqual(namesIn(content, { encoding: "windows-1252" }), ["Jörg Weiß"]);
  });

  it("may have a header in Chinese, whose letters are composed in another way", () => {
    const csv = "工号,登录名,姓名\n1,wang,王选\n";
    const named = { key: "工号", username: "登录名", name: "姓名" };
    assert.equal(planWith(csv, { columns: named }).people[0]?.name, "王选");
    const [person] = planWith("Nr,Login,Pre\u0301nom\n1,ada,Ze\u0301", {
      columns: { ...columns, name: "Prénom" },
    }).people;
    assert.equal(person?.name, "Zé");
  });

  const list = [
    { Nr: 1, Login: "ada", Name: "Ada", Teams: ["go", "x"], Boss: { Nr: 7 } },
    { Nr: "007", Login: "bond", Name: null, Extra: true },
  ];
  it("may be JSON", () => {
    const { people } = planWith(JSON.stringify(list), { columns }, { name: "people.json" });
    assert.deepEqual(
      people.map(({ key, name }) => [key, name]),
      [
        ["1", "Ada"],
        ["007", undefined],
      ],
    );
  });

  it("may be YAML, in which a number stays as it is written", () => {
    const yaml =
      "- { Nr: 007, Login: bond, Name: 1e10 }\n- Nr: 1\n  Login: ada\n  Name: ~\n  Extra: no\n";
    const { people } = planWith(yaml, { columns }, { name: "people.yaml" });
    assert.deepEqual(
      people.map(({ key, name }) => [key, name]),
      [
        ["007", "1e10"],
        ["1", undefined],
      ],
    );
  });

  it("knows the line of each entry and property of JSON", () => {
    const text = JSON.stringify(
      [
        { Nr: "1", 'a]\\"{': "[", Login: "ada" },
        { Nr: "2", Boss: [{ Login: "x" }], Login: "ada" },
      ],
      null,
      2,
    );
    const { people, placeOf } = planWith(
      text.replace('"ada"', '"eda"'),
      { columns: { key: "Nr", username: "Login" } },
      { name: "people.json" },
    );
    const lines = people.map(({ path }) =>
      [path, [...path, "username"]].map((one) => placeOf(one)),
    );
    assert.deepEqual(
      lines.map((both) => both.map((place) => place?.line)),
      [
        [2, 5],
        [7, 14],
      ],
    );
  });

  it("is in a format that its name or the program says", () => {
    const json = '[{ "Nr": "1", "Login": "ada", "Name": "Ada" }]';
    assert.deepEqual(namesIn(json, { format: "json" }, "people.export"), ["Ada"]);
    assert.deepEqual(faultsOf(json, { columns }, { name: "people.export" }), [
      "people.export: its name does not say what it is: give format, csv, json or yaml",
    ]);
  });
});

describe("a file that can't be read", () => {
  const unreadable: Record<string, [string | Buffer, ...string[]]> = {
    "an empty one": ["", "_: it is empty"],
    "one of empty lines": ["\n ,\n", "_: it is empty"],
    "a header alone": ["Nr,Login,Name\r\n", "_: it has no people"],
    "a quote that never ends": [
      'Nr,Login,Name\n1,ada,Ada\n2,"grace,Grace\n3,kim,Kim\n',
      "_:3: the quote that begins here never ends",
    ],
    "a quote amid a quoted cell": [
      'Nr,Login,Name\n1,ada,"Ada "the first" Lovelace"\n',
      '_:2: the quote that begins here ends before its cell does: inside quotes a " is written twice, ""',
    ],
    "a quote that ends rows later": [
      'Nr,Login,Name\n1,ada,Ada\n2,grace,"Grace\n3,kim,"Kim"\n',
      '_:3: the quote that begins here ends before its cell does: inside quotes a " is written twice, ""',
    ],
    "rows of another length": [
      'Nr,Login,Name\n1,ada\n2,"gr\nace",Grace,,\n3,kim,Kim,x\n4,li,Li,\n',
      '_:2: it has 2 cells, and the header has 3: is a "," or a quote missing, or one too many?',
      '_:3: Login: "gr\\nace" has a line break: take it out',
      '_:5: row 4: it has 4 cells, and the header has 3: is a "," or a quote missing, or one too many?',
    ],
    "a workbook": [
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]),
      '_: it is a workbook of a spreadsheet: save it as "CSV UTF-8"',
    ],
    "another encoding": [
      Buffer.from("Nr,Login,Name\n1,zoe,Zo\u00eb\n", "latin1"),
      '_:2: it is not in utf-8 from here on: save it as "CSV UTF-8", or give its encoding, such as utf-16le, gb18030, windows-1252',
    ],
    "UTF-16 without a mark": [
      Buffer.from("Nr,Login\n1,ada\n", "utf16le"),
      "_: it holds zero bytes: if it is in UTF-16, give encoding, such as utf-16le",
    ],
  };
  for (const [what, [content, ...says]] of Object.entries(unreadable)) {
    it(`is told: ${what}`, () => {
      const lines = faultsOf(content, { columns });
      assert.deepEqual(
        lines.map((line) => line.replaceAll("people.csv", "_")),
        says,
      );
    });
  }

  const utf8 = Buffer.from("Nr,Login,Name\n1,zoe,Zoë\n");
  it("is told: an encoding that it is not in, or that there is not", () => {
    assert.deepEqual(faultsOf(utf8, { columns, encoding: "windows-1252" }), [
      "people.csv: it is in utf-8, not in windows-1252: leave encoding out",
    ]);
    assert.deepEqual(faultsOf(Buffer.from("\ufeffNr,Login"), { columns, encoding: "gbk" }), [
      "people.csv: its first bytes say that it is in utf-8: leave encoding out",
    ]);
    assert.deepEqual(faultsOf(utf8, { columns, encoding: "ansi-x" }), [
      'people.csv: there is no encoding "ansi-x": give one such as utf-8, utf-16le, gb18030, windows-1252',
    ]);
    assert.deepEqual(
      faultsOf(Buffer.from("Nr,Login,Name\n1,a,é\n", "latin1"), { columns, encoding: "gb18030" }),
      [
        'people.csv:2: it is not in gb18030 from here on: save it as "CSV UTF-8", or give its encoding, such as utf-8, utf-16le, windows-1252',
      ],
    );
  });

  it("is at fault where two properties of a person are one column", () => {
    const json = '[\n  { "Nr": "1", "Login": "ada", "Login ": "eve", "Name": "Ada" }\n]';
    const [said, ...others] = faultsOf(json, { columns }, { name: "people.json" });
    assert.match(said ?? "", /^people\.json:2: Login: two properties differ only by spaces/);
    assert.deepEqual(others, []);
  });

  it("is told with the line that YAML or JSON is wrong in", () => {
    const options = { columns };
    assert.deepEqual(faultsOf("- Nr: 1\n- Nr: 2\n  Nr: 3\n", options, { name: "p.yaml" }), [
      "p.yaml:3: Map keys must be unique",
    ]);
    const [said] = faultsOf('[\n  { "Nr": "1" }\n  { "Nr": "2" }\n]', options, { name: "p.json" });
    assert.match(said ?? "", /^p\.json:[23]: /);
    assert.deepEqual(faultsOf('{ "people": [] }', options, { name: "p.json" }), [
      "p.json:1: this is an object: give a list of people",
    ]);
    assert.deepEqual(
      faultsOf(
        '[\n"ada",\n{"Nr": 1.5, "Login": [1, {}]}, {"Nr":{}}]',
        { columns: { key: "Nr", username: "Login" } },
        { name: "p.json" },
      ),
      [
        "p.json:2: this is a text: give the columns of a person",
        "p.json:3: Nr: 1.5 is a number: give a text, in quotes, so that it is read as one",
        "p.json:3: Login: the list holds more than texts: give texts",
        "p.json:3: entry 3, Nr: this is an object: give a text",
        "p.json:3: entry 3, Login: it is empty",
      ],
    );
  });

  it("is told: there is none", () => {
    assert.match(faultsOf("", { columns }, { name: "x/people.csv" }).join(), /ENOENT|no such file/);
  });
});
