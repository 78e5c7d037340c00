import assert from "node:assert/strict";
import { loadPlan } from "../../../../provider/components/load-plan";
import type { PeopleOptions } from "../../../../provider";
import { acme, faultsOf, membersIn, planWith } from "./support";

const columns = { key: "Nr", department: "Team" };
const inTeams = (teams: string, options: Partial<PeopleOptions> = {}) =>
  membersIn(planWith(`Nr|Team\n1|${teams}\n`, { columns, ...options }));
const told = (teams: string, options: Partial<PeopleOptions> = {}) =>
  faultsOf(`Nr|Team\n1|${teams}\n`, { columns, ...options });

describe("where a file puts people", () => {
  for (const [named, key] of Object.entries({
    "Engineering/Platform": "platform",
    " Engineering /  Platform": "platform",
    "eng/platform": "platform",
    "Acme/Engineering": "eng",
    "/Sales/Europe/": "eu",
    platform: "platform",
    Platform: "platform",
    "R&D/Tools": "tools",
    "Engineering/R&D/Tools": "tools",
    上海分公司: "sh",
  })) {
    it(`is "${named}"`, () => assert.deepEqual(inTeams(named), { [key]: ["1"] }));
  }

  it("is several nodes, by one cell or several columns", () => {
    assert.deepEqual(inTeams("Platform; Sales;;platform"), { platform: ["1"], sales: ["1"] });
    const two = { key: "Nr", department: ["Team", "Also"], roles: "Roles", labels: "Labels" };
    const csv = "Nr,Team,Also,Roles,Labels\n1,eng,Sales,On call,remote\n2,eng,eng,,\n";
    assert.deepEqual(membersIn(planWith(csv, { columns: two })), {
      eng: ["1", "2"],
      sales: ["1"],
      "on-call": ["1"],
      remote: ["1"],
    });
  });

  it("is a list of JSON, or one by other marks", () => {
    const json = JSON.stringify([{ Nr: 1, Team: ["eng", "Sales/Europe"] }]);
    const plan = planWith(json, { columns }, { name: "people.json" });
    assert.deepEqual(membersIn(plan), { eng: ["1"], eu: ["1"] });
    const department = { column: "Team", separator: ",", pathSeparator: ">" };
    assert.deepEqual(
      inTeams("Engineering > R&D/Tools, sales", { columns: { key: "Nr", department } }),
      {
        tools: ["1"],
        sales: ["1"],
      },
    );
    const whole = { column: "Team", separator: false as const };
    const tree = { name: "Acme", departments: [{ key: "ab", name: "A; B" }] };
    const one = planWith(
      "Nr|Team\n1|A; B\n",
      { columns: { key: "Nr", department: whole } },
      { tree },
    );
    assert.deepEqual(membersIn(one), { ab: ["1"] });
  });

  it("is told where there is no such node, or several", () => {
    const says = (sentence: string) => [`people.csv:2: Team: ${sentence}`];
    assert.deepEqual(
      told("Plattform"),
      says('there is no department "Plattform": is Engineering/Platform meant?'),
    );
    assert.deepEqual(
      told("Engineering/Platfrom"),
      says('there is no department "Engineering/Platfrom": is Engineering/Platform meant?'),
    );
    assert.deepEqual(told("Marketing"), says('there is no department "Marketing" in the tree'));
    assert.deepEqual(
      told("Europe"),
      says('"Europe" may be Sales/Europe (key eu), 上海分公司/Europe (key sh-eu): give the key'),
    );
    assert.deepEqual(told("go"), says('there is no department "go" in the tree'));
    const tree = {
      name: "Acme",
      departments: [
        { key: "a", name: "B" },
        { key: "B", name: "C" },
      ],
    };
    assert.deepEqual(
      faultsOf("Nr|Team\n1|B\n", { columns }, { tree }),
      says('"B" may be C (key B), B (key a): give the key'),
    );
  });

  it("is all that is known of nodes of that kind, and nothing of others", () => {
    const tree = {
      ...acme,
      groups: [...(acme.groups ?? []), { key: "all", name: "All", acceptsMembers: false }],
    };
    const groups = { key: "Nr", groups: "Team" };
    const { nodes } = planWith("Nr|Team\n1|go\n2|\n", { columns: groups }, { tree });
    const people = nodes.map(({ key, people }) => [key, people?.length] as const);
    assert.deepEqual(Object.fromEntries(people.filter(([, count]) => count !== undefined)), {
      go: 1,
    });
    const { nodes: all } = planWith("Nr|Team\n1|eng\n", { columns });
    const lists = all.map(({ kind, people }) => `${kind} ${people?.length ?? "-"}`);
    assert.deepEqual([...new Set(lists)].sort(), [
      "department 0",
      "department 1",
      "group -",
      "label -",
      "role -",
    ]);
  });

  it("is known by file and line, as the people are", () => {
    const tree = {
      ...acme,
      people: [{ key: "own" }],
      roles: [{ key: "r", name: "R", people: ["own", "2"] }],
    };
    const csv = 'Nr,Note,Roles\n1,"a\nb",r\n2,,\n3,,r\n';
    const plan = planWith(csv, { columns: { key: "Nr", roles: "Roles" } }, { tree });
    const members = plan.nodes.find(({ key }) => key === "r")?.people ?? [];
    assert.deepEqual(
      members.map(({ person, path }) => [person, plan.placeOf(path)?.line]),
      [
        ["own", undefined],
        ["2", undefined],
        ["1", 3],
        ["3", 5],
      ],
    );
    assert.deepEqual(
      plan.people.map(({ key, path }) => [key, plan.placeOf(path)?.line]),
      [
        ["own", undefined],
        ["1", 2],
        ["2", 4],
        ["3", 5],
      ],
    );
  });
});

describe("departments that a file makes", () => {
  const making = { key: "Nr", department: { column: "Team", makeMissing: true } };

  it("have keys of their paths, whatever the order of the rows", () => {
    const rows = ["1|Engineering/平台/R&D", "2|Sales", "3|eng/Platform", "4|Acme/HR", "5|平台"];
    const made = (all: readonly string[]) => {
      const plan = planWith(`Nr|Team\n${all.join("\n")}\n`, { columns: making });
      return { plan, members: Object.entries(membersIn(plan)).sort() };
    };
    const { plan, members } = made(rows);
    assert.deepEqual(made(rows.toReversed()).members, members);
    assert.deepEqual(Object.fromEntries(members), {
      "eng.平台.r-d": ["1"],
      sales: ["2"],
      platform: ["3"],
      hr: ["4"],
      平台: ["5"],
    });
    const found = plan.nodes.find(({ key }) => key === "eng.平台.r-d");
    assert.deepEqual([found?.name, found?.parent, found?.kind], ["R&D", "eng.平台", "department"]);
    assert.deepEqual(plan.placeOf(found?.path ?? []), { file: "people.csv", line: 2 });
    const order = plan.nodes.map(({ key }) => key);
    assert.ok(order.indexOf("eng.平台") < order.indexOf("eng.平台.r-d"));
  });

  it("are told where two names make one key, or none", () => {
    const csv = "Nr|Team\n1|R&D\n2|R D\n3|???\n4|On-Call\n5|/\n";
    assert.deepEqual(faultsOf(csv, { columns: making }), [
      'people.csv:3: Team: "R D" would get the key r-d, which R&D has: put it into the tree, with a key of its own',
      'people.csv:4: Team: "???" makes no key: put it into the tree, with a key',
      'people.csv:5: Team: "On-Call" would get the key on-call, which On call has: put it into the tree, with a key of its own',
      "people.csv:6: Team: it names nothing: give a path",
    ]);
  });
});

describe("the end date of a row", () => {
  const options = { columns: { key: "Nr", department: "Team", until: "End" } };
  const csv = (end: string) => `Nr|Team|End\n1|eng|${end}\n`;

  it("ends all memberships, also those that the tree names", () => {
    const roles = [
      { key: "a", name: "A", people: ["1", { person: "2", until: "2026-12-24" }] },
      { key: "b", name: "B", people: [{ person: "1", until: "2027-06-30" }, "3"] },
    ];
    const content = "Nr|Team|End\n1|eng|2026-12-31\n2||2026-12-31T18:00:00+08:00\n3|sales|\n";
    assert.deepEqual(membersIn(planWith(content, options, { tree: { ...acme, roles } })), {
      a: ["1 2026-12-31", "2 2026-12-24"],
      b: ["1 2026-12-31", "3"],
      eng: ["1 2026-12-31"],
      sales: ["3"],
    });
  });

  for (const [dateFormat, text, day] of [
    ["DD.MM.YYYY", "31.12.2026", "2026-12-31"],
    ["D.M.YYYY", "1.3.2027", "2027-03-01"],
    ["M/D/YYYY", "12/31/2026", "2026-12-31"],
    ["YYYY年M月D日", "2026年12月1日", "2026-12-01"],
    ["YYYYMMDD", "20261231", "2026-12-31"],
    ["DD.MM.YYYY", "2026-12-31", "2026-12-31"],
  ] as const) {
    it(`may be ${text}, as ${dateFormat} says`, () => {
      const until = { column: "End", dateFormat };
      const plan = planWith(csv(text), { columns: { ...options.columns, until } });
      assert.deepEqual(membersIn(plan), { eng: [`1 ${day}`] });
    });
  }

  it("is told where it is no day", () => {
    const iso =
      "give a day such as 2026-12-31, or the dateFormat of the column, such as DD.MM.YYYY";
    for (const text of ["31.12.2026", "2026-02-30", "46387", "2026-12-31 00:00", "x"]) {
      assert.deepEqual(faultsOf(csv(text), options), [
        `people.csv:2: End: "${text}" is no end date: ${iso}`,
      ]);
    }
    const until = { column: "End", dateFormat: "D.M.YYYY" };
    assert.deepEqual(faultsOf(csv("31.2.2026"), { columns: { ...options.columns, until } }), [
      'people.csv:2: End: "31.2.2026" is no end date: give a day as D.M.YYYY or as 2026-12-31',
    ]);
    for (const dateFormat of ["DD.MM.YY", "DD.MM", "DDD.MM.YYYY", "mm/dd/yyyy"]) {
      const [said = ""] = faultsOf(csv(""), {
        columns: { ...options.columns, until: { column: "End", dateFormat } },
      });
      assert.match(
        said,
        /^people\.csv: columns\.until: dateFormat ".*" does not say a day: give YYYY/,
      );
    }
  });

  const past = "Nr|Team|End\n1|eng|2026-11-29\n2|sales|2026-11-30\n3|nowhere|2020-01-01\n";
  const roles = [{ key: "r", name: "R", people: ["1", "2"] }];
  it("leaves somebody among the people when it has passed, unless told otherwise", () => {
    const tree = { ...acme, roles };
    const kept = planWith(past.replace("nowhere", ""), options, { tree });
    assert.deepEqual(
      kept.people.map(({ key }) => key),
      ["1", "2", "3"],
    );
    const plan = planWith(past, { ...options, leaveAfterEnd: true }, { tree });
    assert.deepEqual(
      plan.people.map(({ key }) => key),
      ["2"],
    );
    assert.deepEqual(membersIn(plan), { r: ["2 2026-11-30"], sales: ["2 2026-11-30"] });
  });

  it("does not hold back somebody who comes back in another row", () => {
    const content = "Nr|Team|End\n1|eng|2020-01-01\n1|sales|\n";
    const plan = planWith(
      content,
      { ...options, leaveAfterEnd: true },
      { tree: { ...acme, roles: [] } },
    );
    assert.deepEqual(membersIn(plan), { sales: ["1"] });
  });
});

describe("several files of people", () => {
  it("are one org", () => {
    assert.throws(
      () =>
        loadPlan(
          "acme",
          {
            tree: acme,
            people: [
              { file: "no.csv", options: { columns: { key: "a" } } },
              { file: "neither.csv", options: { columns: { key: "a" } } },
            ],
          },
          [],
        ),
      /^TreeError: no\.csv: there is no such file.*\nneither\.csv: there is no such file/,
    );
  });
});
