import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { UNKNOWN } from "../../../provider/engine/unknown";
import { configured, samples, type Sample } from "../support/engine";
import { TestServer } from "../support/test-server";

/** Of which type a property is, so that another can be given. */
const NUMBERS = ["removalLimit"];
const long = (length: number) => "x".repeat(length + 1);
/** What the constructor passes, and nobody writes. */
const UNWRITTEN = ["logicalName", "origin", "parentKind"];
const LISTS = [
  "ownNodes",
  "nodesUntil",
  "mayHold",
  "users",
  "nodes",
  "denyUsers",
  "denyNodes",
  "visibleToNodes",
  "visibleToUsers",
];

/** What each kind refuses beside a wrong type: the property, and values that don't do. */
const wrong: Record<string, [property: string, ...values: unknown[]][]> = {
  Org: [
    ["name", "", " \u3000", "a\0b", "\ud800"],
    ["uid", "chosen"],
    ["adopt", "", "always"],
  ],
  Node: [
    ["org", "", "acme", "d_one"],
    ["name", "", " ", long(255), "\ud800"],
    ["description", "a\0b"],
    ["kind", "", "departement", "Department"],
    ["uid", "", "a b", "a/b", "root", "d_eng", "g_eng", long(255)],
    ["parent", "", "team", "g_group", "another/department"],
    ["acceptsMembers", true],
    ["visibility", "", "all", "4"],
    ["visibleToNodes", ["ada1"], ["app_ci_access"], [""], "d_one"],
    ["visibleToUsers", ["Ada"], ["d_one"], [""], "ada1"],
    ["managerGroup", {}],
    ["adopt", "yes"],
  ],
  User: [
    ["username", "", "abc", "Ada", "ada.l", long(16)],
    ["name", long(255), "\ud800"],
    ["nickname", "a\0b", "Ada"],
    ["email", "a\0b", long(255)],
    ["phone", "a\0b", "12345", "2025550100", "138000000911", "+", "+86", "call me", long(64)],
    ["avatar", "a\0b", long(1024)],
    ["gender", "", "f", "unknown"],
    ["initialPassword", "", "   ", " secret", "secret\n"],
    ["password", ""],
    ["onRemove", "", "archive"],
    ["adopt", "yes"],
  ],
  NodeMembers: [
    ["node", "", "team", "ada1", "d_", "x/team"],
    ["users", "ada1", [""], ["Ada"], ["d_one"], [null]],
    ["ordered", true],
    ["mode", "", "override"],
    ["removalLimit", -1, 1.5, "many", "-5%", ""],
    ["adopt", "only"],
  ],
  OrgMembers: [
    ["org", "", "acme", "d_one"],
    ["users", "ada1", [""], ["Ada"], ["g_one"]],
    ["mode", "all"],
    ["removalLimit", -1, "5 %"],
    ["adopt", "only"],
  ],
  OrgMember: [
    ["org", "", "acme", "d_one"],
    ["user", "", "Ada", "d_one"],
    ["email", long(255)],
    ["employeeNumber", long(255)],
    ["position", long(255)],
    ["description", long(512)],
    ["hireDate", "", "yesterday", "2026-02-30", "2026-03-01 09:00", "01.03.2026"],
  ],
  App: [
    ["org", "", "acme", "d_one"],
    ["uid", "", "a b", "a/b", long(128)],
    ["name", "", " ", long(255)],
    ["logo", "a\0b", "\ud800"],
    ["homepage", long(512)],
    ["description", "a\0b"],
    ["oauth", true, "on", { redirectUris: "x" }, { redirectUris: ["a b"] }, { clientType: "open" }],
    ["oauth", { grantType: "magic" }, { secret: "mine" }],
    ["ldap", "on", {}],
    ["http", 1],
    ["saml", true, { entityId: "x" }, { entityId: "", metadata: "<a/>" }, { metadata: "<a/>" }],
    ["adopt", "yes"],
  ],
  Perm: [
    ["scope", "", "ci/access", "a b", "a\0b"],
    ["name", "", " ", long(255)],
    ["description", "a\0b"],
    ["adopt", "yes"],
  ],
  PermGrants: [
    ["perm", "", "a b", "d_one", "ci", "my-app"],
    ["users", "ada1", [""], ["Ada"], ["d_one"]],
    ["nodes", "d_one", [""], ["ada1"], ["app_ci_access"]],
    ["denyUsers", ["Bob"]],
    ["denyNodes", ["bob1"]],
    ["mode", "override"],
    ["removalLimit", -1, "5 %"],
    ["adopt", "only"],
  ],
};

const ORG = "00000000-0000-4000-8000-000000000000";

/** What is wrong with which kind, and the sentence that says so. */
const sentences: [what: string, kind: string, edit: Values, says: RegExp][] = [
  [
    "an unknown kind",
    "Node",
    { kind: "departement" },
    /^kind: .*give one of department, group, direct, role, label, manager/,
  ],
  ["an empty name", "Node", { name: " " }, /^name: it is empty/],
  ["a misspelt property", "User", { mail: "a@b.c" }, /^mail: there is no such property/],
  [
    "a property that the system lacks",
    "User",
    { nickname: "Ada" },
    /^nickname: ArkID keeps one name of a person, and no nickname: leave it out/,
  ],
  ["a missing property", "NodeMembers", { users: undefined }, /^users: it is required/],
  ["a uid that could never be addressed", "Node", { uid: "a b" }, /^uid: .*letters, digits/],
  [
    "a parent of another kind",
    "Node",
    { org: ORG, parent: "g_some" },
    /^parent: "g_some" is a group's id: a department goes below d_/,
  ],
  [
    "a root of another org as the parent",
    "Node",
    { org: ORG, parent: "1/department" },
    /^parent: 1\/department is in org 1, not in 0{8}-/,
  ],
  [
    "the key of a node in place of its id",
    "Node",
    { org: ORG, parent: "eng" },
    /^parent: "eng" is no id of a node: .*the id of the node with uid "eng" is d_eng$/,
  ],
  [
    "an id in place of a uid",
    "Node",
    { uid: "d_eng" },
    /^uid: "d_eng" is a node's id, and would make d_d_eng: give .*"eng"/,
  ],
  [
    "a parent of another kind that is new as well",
    "Node",
    { org: UNKNOWN, parent: UNKNOWN, parentKind: "group" },
    /^parent: it is a group: a department goes below a department$/,
  ],
  [
    "a phone without a country",
    "User",
    { phone: "2025550100" },
    /^phone: "2025550100" is invalid on ArkID: give a Chinese mobile number of 11 digits, or/,
  ],
  [
    "a password, without showing it",
    "User",
    { initialPassword: " s3cret" },
    /^initialPassword: it is invalid on ArkID: give a password without white space at its ends/,
  ],
  [
    "an app in place of a perm",
    "PermGrants",
    { perm: "ci" },
    /^perm: "ci" is no id of a perm: give .* the accessPerm of an App/,
  ],
  [
    "two passwords",
    "User",
    { password: "x", initialPassword: "y" },
    /^initialPassword: .*not both/,
  ],
];

describe("bad input at preview", () => {
  let server: TestServer;
  let all: Sample[];
  before(async () => {
    server = await TestServer.start();
    all = samples((await server.org("Acme")).oid);
  });
  after(() => server.close());

  const refusals = async ({ handler, inputs }: Sample, edit: Values) => {
    const provider = configured(handler, server.url);
    const { failures } = await provider.check({}, { ...inputs, ...edit });
    for (const { reason } of failures) assert.ok(reason.length > 0);
    return [...new Set(failures.map(({ property }) => property))];
  };
  const sampleOf = (kind: string) => {
    const found = all.find(({ handler }) => handler.name === kind);
    assert.ok(found, kind);
    return found;
  };

  it("is tried for every kind", () => {
    assert.deepEqual(Object.keys(wrong).sort(), all.map(({ handler }) => handler.name).sort());
  });

  for (const { handler } of samples("")) {
    const properties = Object.keys(handler.properties).filter((one) => !UNWRITTEN.includes(one));

    it(`names the property of ${handler.name} that has the wrong type, each of ${properties.length}`, async () => {
      const sample = sampleOf(handler.name);
      for (const property of properties) {
        const types = [{ odd: {} }, [[]], NUMBERS.includes(property) ? "x" : 7];
        for (const value of LISTS.includes(property) ? types : [...types, ["x"]]) {
          const told = `${property}: ${JSON.stringify(value)}`;
          assert.deepEqual(await refusals(sample, { [property]: value }), [property], told);
        }
      }
    });
  }

  for (const [kind, cases] of Object.entries(wrong)) {
    for (const [property, ...values] of cases) {
      it(`refuses ${values.length} wrong values for ${property} of ${kind}, naming it`, async () => {
        for (const value of values) {
          const told = JSON.stringify(value)?.slice(0, 60);
          const failed = await refusals(sampleOf(kind), { [property]: value });
          assert.deepEqual(failed, [property], told);
        }
      });
    }
  }

  /** What is said of one wrong value. */
  const reasonFor = async (kind: string, edit: Values) => {
    const { handler, inputs } = sampleOf(kind);
    const provider = configured(handler, server.url);
    const { failures } = await provider.check({}, { ...inputs, ...edit });
    return failures.map(({ property, reason }) => `${property}: ${reason}`).join();
  };

  for (const [what, kind, edit, says] of sentences) {
    it(`says in one sentence what is wrong with ${what}`, async () => {
      assert.match(await reasonFor(kind, edit), says);
    });
  }

  it("leaves the length of a logo to the server, which has no limit", async () => {
    assert.equal(await reasonFor("App", { logo: `https://acme.example/${long(2000)}` }), "");
  });

  it("says which member of a list is none, also beside those that only the apply will know", async () => {
    const lists: [kind: string, property: string][] = [
      ["NodeMembers", "users"],
      ["OrgMembers", "users"],
      ["PermGrants", "denyNodes"],
      ["Node", "visibleToUsers"],
    ];
    for (const [kind, property] of lists) {
      for (const [list, odd] of [
        [["ada1", null], "number 2 of the list is null"],
        [[UNKNOWN, null, "ada1"], "number 2 of the list is null"],
        [["", UNKNOWN], "number 1 of the list is empty"],
        [[{ username: "ada1" }], "number 1 of the list is of the wrong type (object)"],
      ] as const) {
        assert.ok((await reasonFor(kind, { [property]: list })).includes(odd), kind);
      }
    }
  });

  it("says what there is in place of a misspelt setting, and what a limit is", async () => {
    const oauth = await reasonFor("App", { oauth: { redirectUri: [] } });
    assert.match(
      oauth,
      /^oauth: give redirectUris, clientType, grantType, rotate and nothing else$/,
    );
    const limit = await reasonFor("NodeMembers", { removalLimit: -1 });
    assert.match(limit, /^removalLimit: give a whole number of people, or a share such as "25%"$/);
  });

  it("holds one natural key for one resource of a program, of every kind that has one", async () => {
    const kinds = ["Org", "Node", "User", "NodeMembers", "OrgMember", "OrgMembers", "App", "Perm"];
    for (const kind of [...kinds, "PermGrants"]) {
      const { handler, inputs } = sampleOf(kind);
      const settings = { tenant: `${server.url}/${kind}` };
      const provider = configured(handler, server.url, settings);
      const exact = "mode" in handler.properties ? { mode: "exact" } : {};
      const one = { ...inputs, ...exact, logicalName: "one" };
      assert.deepEqual((await provider.check({}, one)).failures, [], kind);
      const { failures } = await provider.check({}, { ...one, logicalName: "other" });
      assert.match(String(failures[0]?.reason), /resource "one" of this program/, kind);
    }
  });
});
