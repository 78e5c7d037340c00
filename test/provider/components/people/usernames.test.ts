import assert from "node:assert/strict";
import type { PeopleOptions } from "../../../../provider";
import { faultsOf, planWith } from "./support";

type From = NonNullable<PeopleOptions["usernameFrom"]>;

/** The username that a form makes of a full name. */
const made = (name: string, form: string, letters?: Record<string, string>) =>
  planWith(`Nr|Name\n1|${name}\n`, {
    columns: { key: "Nr", name: "Name" },
    usernameFrom: { name: "Name", form, ...(letters && { letters }) },
  }).people[0]?.username;

describe("a username made of a name", () => {
  for (const [name, form, username] of [
    ["Ada Lovelace", "{f}{last}", "alovelace"],
    ["Ada Lovelace", "{first}.{last}", "ada.lovelace"],
    ["Lovelace, Ada Augusta", "{last}{f}", "lovelacea"],
    ["Jean-Luc van der Berg", "{first}{last}", "jeanlucberg"],
    ["Seán O'Brien", "{f}{l}-{last}", "so-obrien"],
    ["Søren Weiß", "{first}{last}", "sorenweiss"],
    ["王选", "{last}{first}", "wangxuan"],
    ["单雄信", "{first}{last}", "xiongxinshan"],
    ["欧阳 修", "{last}.{f}", "ouyang.x"],
    ["欧阳修", "{last}", "ouyang"],
    ["司马", "{last}{first}", "sima"],
    ["吕布", "{last}{first}", "lvbu"],
  ] as const) {
    it(`is ${username}: ${name} by ${form}`, () => assert.equal(made(name, form), username));
  }

  it("spells letters as the program says", () => {
    assert.equal(made("Jörg Müller", "{f}{last}"), "jmuller");
    assert.equal(made("Ömer Müller", "{f}{last}", { ö: "oe", ü: "ue" }), "omueller");
  });

  it("may be made of two columns, and leaves a username that the file has", () => {
    const { people } = planWith("Nr|F|L|Login\n1|Ada|Lovelace|\n2|Grace|Hopper|amazing\n", {
      columns: { key: "Nr", username: "Login" },
      usernameFrom: { first: "F", last: "L", form: "{f}{last}" },
    });
    assert.deepEqual(
      people.map(({ username }) => username),
      ["alovelace", "amazing"],
    );
  });

  it("needs a key that stays when the name changes", () => {
    const usernameFrom = { name: "Name", form: "{last}" };
    assert.deepEqual(faultsOf("Name\nAda Lovelace\n", { columns: {}, usernameFrom }), [
      "people.csv: usernameFrom needs columns.key, such as the employee number: a person stays the same whatever their name becomes",
    ]);
  });

  it("is told where a name or the form does not make one", () => {
    const csv = "Nr|Name\n1|Plato\n2|Лев Толстой\n3|\n";
    const columns = { key: "Nr" };
    assert.deepEqual(faultsOf(csv, { columns, usernameFrom: { name: "Name", form: "{last}" } }), [
      "people.csv:2: Name: there is no surname: write the username into the file",
      'people.csv:3: Name: the surname "Толстой" has letters that are not spelled from a to z: write the username into the file, or say in letters what they become',
      "people.csv:4: Name: there is no surname: write the username into the file",
    ]);
    const [said] = faultsOf(csv, { columns, usernameFrom: { name: "Name", form: "{first}{lst}" } });
    assert.equal(
      said,
      'people.csv:2: Name: form "{first}{lst}": {lst} is none of {first}, {last}, {f} and {l}',
    );
  });
});

describe("usernames that several names make", () => {
  const rows = ["12|王安|", "7|王奥|", "30|Anna Wang|awang2", "101|王爱|", "9|Bo Wang|"];
  const from: From = { name: "Name", form: "{f}{last}" };
  const columns = { key: "Nr", username: "Login" };
  const usernames = (all: readonly string[], options: Partial<PeopleOptions>) => {
    const { people } = planWith(`Nr|Name|Login\n${all.join("\n")}\n`, { columns, ...options });
    return Object.fromEntries(people.map(({ key, username }) => [key, username]));
  };

  it("are refused", () => {
    const says = (line: number) =>
      `people.csv:${line}: Name: the username "awang" is made of line 2, line 3, line 5: write the usernames into the file, or give append a column such as the employee number`;
    assert.deepEqual(
      faultsOf(`Nr|Name|Login\n${rows.join("\n")}\n`, { columns, usernameFrom: from }),
      [says(2), says(3), says(5)],
    );
  });

  it("get the text of a column, but for the lowest, whatever the order of the rows", () => {
    const usernameFrom = { ...from, append: "Nr" };
    const given = usernames(rows, { usernameFrom });
    assert.deepEqual(given, {
      7: "awang",
      9: "bwang",
      12: "awang12",
      30: "awang2",
      101: "awang101",
    });
    assert.deepEqual(usernames(rows.toReversed(), { usernameFrom }), given);
  });

  it("give way to one that the file has", () => {
    const usernameFrom = { ...from, append: "Nr" };
    const given = usernames(["7|王奥|", "8|Eve Xu|awang"], { usernameFrom });
    assert.deepEqual(given, { 7: "awang7", 8: "awang" });
    assert.deepEqual(
      faultsOf("Nr|Name|Login\n7|王奥|\n8|Eve Xu|awang\n", { columns, usernameFrom: from }),
      [
        'people.csv:2: Name: the username "awang" is taken: write the usernames into the file, or give append a column such as the employee number',
      ],
    );
  });

  it("stay what they are when somebody has left whose row is still there", () => {
    const usernameFrom = { ...from, append: "Nr" };
    const content = "Nr|Name|Login|End\n7|王奥||2020-01-01\n12|王安||\n";
    const { people } = planWith(content, {
      ...{ columns: { ...columns, until: "End" }, usernameFrom, leaveAfterEnd: true },
    });
    assert.deepEqual(
      people.map(({ username }) => username),
      ["awang12"],
    );
  });
});
