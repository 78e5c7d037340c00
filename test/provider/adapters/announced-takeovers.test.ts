import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { kinds } from "../../../provider/kinds";
import type { Preview } from "../../../provider/run/preview";
import { configured } from "../support/engine";
import { TestServer, type MadeOrg } from "../support/test-server";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a preview of a create that may take over", () => {
  let server: TestServer;
  let acme: MadeOrg;

  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    await server.node(acme.root("department"), "lab", { name: "Lab", visibility: 1 });
    await server.send("POST", `org/${acme.oid}/app/`, { uid: "ci", name: "CI" });
    await server.send("POST", "perm/", { scope: "ci", name: "Deploy" });
    const ada = { username: "ada1", name: "Ada", private_email: "ada@acme.example" };
    await server.send("POST", "user/", { user: ada });
  });
  after(() => server.close());

  /** What the checks of a preview say, in order. */
  const said = async (...all: [keyof typeof kinds, Values, Preview?][]) => {
    const { session, warnings } = server.session();
    const reasons: string[] = [];
    for (const [kind, inputs, preview = {}] of all) {
      const provider = configured(kinds[kind], server.url, {}, () => session);
      const news = { logicalName: kind.toLowerCase(), adopt: "ifExists", ...inputs, preview };
      const { failures } = await provider.check({}, news);
      reasons.push(...failures.map(({ reason }) => reason));
    }
    return { warnings, reasons };
  };

  const rows: [keyof typeof kinds, () => Values, () => string][] = [
    ["Org", () => ({ name: "Acme" }), () => `org "Acme" (${acme.oid}): changes nothing of it`],
    [
      "Node",
      () => ({
        ...{ org: acme.oid, kind: "department", uid: "lab", name: "Labs" },
        ...{ parent: UNKNOWN, visibility: "nobody" },
      }),
      () =>
        `department "lab" (d_lab): changes name ("Lab" → "Labs"), visibility ("everyone" → "nobody")`,
    ],
    [
      "User",
      () => ({
        username: "ada1",
        name: "Ada L",
        email: "ada@acme.example",
        initialPassword: "s3cret-pw",
      }),
      () => 'user "ada1" (ada1): changes name ("Ada" → "Ada L")',
    ],
    [
      "App",
      () => ({ org: acme.oid, uid: "ci", name: "CI", description: "builds", ldap: false }),
      () => 'app "ci" (ci): changes description ("" → "builds")',
    ],
    [
      "Perm",
      () => ({ scope: "ci", name: "Deploy", description: "to production" }),
      () => 'perm "Deploy" of ci (app_ci_deploy): changes description ("" → "to production")',
    ],
  ];
  for (const [kind, inputs, expected] of rows) {
    it(`says so of ${kind}, with what it changes`, async () => {
      const { warnings, reasons } = await said([kind, inputs()]);
      assert.deepEqual(reasons, []);
      assert.deepEqual(warnings, [`${kind.toLowerCase()} takes over ${expected()}`]);
    });
  }

  it("says so below an org that is taken over, whose id the program does not know yet", async () => {
    const node = { org: UNKNOWN, kind: "department", uid: "lab", name: "Lab" };
    const awaited = { org: 'Org "org"' };
    const { warnings } = await said(["Org", { name: "Acme" }], ["Node", node, { awaited }]);
    assert.equal(warnings[1], 'node takes over department "lab" (d_lab): changes nothing of it');
  });

  it("changes nothing where lists name what is taken over, whose id is not known yet either", async () => {
    await server.node(acme.root("department"), "hr", { name: "HR" });
    await server.send("PATCH", "node/d_lab/", { visibility: 4, node_scope: ["d_hr"] });
    const node = { org: acme.oid, kind: "department" };
    const { warnings } = await said(
      ["Node", { ...node, uid: "hr", name: "HR" }],
      [
        "Node",
        {
          ...{ ...node, uid: "lab", name: "Lab" },
          ...{ visibility: "named", visibleToNodes: [UNKNOWN] },
        },
        { awaited: { visibleToNodes: { 0: 'Node "node"' } } },
      ],
    );
    assert.equal(warnings[1], 'node takes over department "lab" (d_lab): changes nothing of it');
  });

  it("says nothing of what is not there, or never taken over", async () => {
    const fresh = { username: "fresh1" };
    const { warnings } = await said(
      ["User", fresh],
      ["User", { username: "ada1", adopt: "never" }],
    );
    assert.deepEqual(warnings, []);
  });

  it("fails where it is only to be taken over and is not there", async () => {
    const { reasons } = await said(["User", { username: "fresh1", adopt: "only" }]);
    assert.deepEqual(reasons, [
      'there is no user "fresh1" to adopt; set adopt: "ifExists" to create it',
    ]);
  });

  it("fails for another person, and where it is unclear what is meant", async () => {
    await server.org("Twice");
    await server.org("Twice");
    const another = { username: "ada1", email: "other@acme.example" };
    const { reasons } = await said(["User", another], ["Org", { name: "Twice" }]);
    assert.match(reasons[0] ?? "", /"ada1" exists with another email/);
    assert.match(reasons[1] ?? "", /there are 2 of org "Twice"/);
  });
});
