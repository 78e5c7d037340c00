import assert from "node:assert/strict";
import { kinds, type KindName } from "../../../provider/kinds";
import { ProviderError } from "../../../provider/backends/errors";
import { migrated, SCHEMA } from "../../../provider/engine/migrations";
import type { Values } from "../../../provider/engine/kind";

/** By kind, what 0.1.0 kept in a state, and what that is today. */
const cases: Record<KindName, [was: Values, is: Values]> = {
  Org: [
    { name: "Acme 公司", owner: "admin", rootDepartment: "d_1", rootManager: "g_2" },
    { name: "Acme 公司", owner: "admin", roots: { department: "d_1", manager: "g_2" } },
  ],
  Node: [
    {
      ...{ name: "研发部", remark: null, acceptUser: false },
      ...{ nodeScope: { g_1: "named" }, userScope: {} },
    },
    {
      ...{ name: "研发部", description: null, acceptsMembers: false },
      ...{ visibleToNodes: { g_1: "named" }, visibleToUsers: {} },
    },
  ],
  User: [
    { username: "ada1", mobile: "13800000000" },
    { username: "ada1", phone: "13800000000" },
  ],
  OrgMember: [
    { user: "ada1", remark: "第一" },
    { user: "ada1", description: "第一" },
  ],
  OrgMembers: [
    { mode: "watch", strangers: ["bob1"] },
    { mode: "observe", unmanaged: ["bob1"] },
  ],
  NodeMembers: [
    { mode: "exact", strangers: [] },
    { mode: "exact", unmanaged: [] },
  ],
  Perm: [
    { name: "Deploy", remark: "" },
    { name: "Deploy", description: "" },
  ],
  PermGrants: [
    { mode: "watch", strangers: { users: ["bob1"] } },
    { mode: "observe", unmanaged: { users: ["bob1"] } },
  ],
  App: [
    { name: "CI", remark: "builds", index: "https://ci.example" },
    { name: "CI", description: "builds", homepage: "https://ci.example" },
  ],
};

describe("migrations", () => {
  for (const [name, [was, is]] of Object.entries(cases)) {
    const kind = kinds[name as KindName];
    it(`bring what 0.1.0 kept of a ${name} under today's names, inputs and outputs`, () => {
      assert.deepEqual(migrated(kind, was), is);
      assert.deepEqual(migrated(kind, { ...was, schema: 1 }), { ...is, schema: SCHEMA });
    });

    it(`leave today's ${name} as it is`, () => {
      assert.deepEqual(migrated(kind, is), is);
      const state = { ...is, schema: SCHEMA };
      assert.deepEqual(migrated(kind, state), state);
    });
  }

  it("rename only what the kind had under that name", () => {
    assert.deepEqual(migrated(kinds.App, { index: "/" }), { homepage: "/" });
    assert.deepEqual(migrated(kinds.Node, { index: "/" }), { index: "/" });
    assert.deepEqual(migrated(kinds.App, { strangers: 1, mobile: 2 }), { strangers: 1, mobile: 2 });
  });

  for (const schema of [SCHEMA + 1, "2", null]) {
    it(`refuse a state of schema ${JSON.stringify(schema)}, and say what to do`, () => {
      assert.throws(
        () => migrated(kinds.User, { username: "ada1", schema }),
        (error: Error) =>
          error instanceof ProviderError &&
          /newer version \(schema .*\): update pulumi-identity/.test(error.message),
      );
    });
  }
});
