import assert from "node:assert/strict";
import fc from "fast-check";
import type { Values } from "../../../provider/engine/kind";
import type { KindName } from "../../../provider/kinds";
import { TestServer } from "../../provider/support/test-server";
import { Program, told } from "./support/seeded";

const name = fc.constantFrom("Platform", "研发部", "R&D", "a/b", "ünïcode 🚀", "x".repeat(40));
const mode = fc.constantFrom("exact", "additive", "observe");
const people = ["p1", "p2", "p3", "p4"] as const;
const some = fc.subarray([...people]);

const nodes = fc.array(
  fc.record({
    name,
    kind: fc.constantFrom("department", "role", "label", "manager"),
    below: fc.nat(5),
    description: fc.option(fc.constantFrom("", "秘密", " spaces "), { nil: undefined }),
    visibility: fc.option(fc.constantFrom("everyone", "members", "nobody"), { nil: undefined }),
    list: fc.option(fc.record({ mode, users: some }), { nil: undefined }),
  }),
  { maxLength: 6 },
);
const programs = fc.record({
  nodes,
  orgMembers: fc.option(fc.record({ mode, users: some }), { nil: undefined }),
  positions: some,
  apps: fc.array(
    fc.record({
      name,
      oauth: fc.option(fc.constantFrom(false, { redirectUris: ["https://a.example"] })),
      access: fc.option(fc.record({ mode, users: some, denyUsers: fc.constant([]) })),
      perm: fc.option(fc.record({ name, mode, users: some })),
    }),
    { maxLength: 2 },
  ),
});
type Declared = typeof programs extends fc.Arbitrary<infer T> ? T : never;

/** Without what a program leaves out. */
const given = (values: object): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));

describe("drift detection right after an up", function () {
  this.timeout(300_000);
  let server: TestServer;
  let count = 0;
  before(async () => (server = await TestServer.start()));
  after(() => server.close());

  /** Declares a program of its own names, so that many fit on one server. */
  async function declare(declared: Declared): Promise<Program> {
    const program = new Program(server);
    const run = ++count;
    const add = (kind: KindName, what: string, inputs: object) =>
      program.add(kind, `${what}-${run}`, given(inputs));
    const of = (users: readonly string[]) => users.map((one) => `${one}x${run}`);
    const org = await add("Org", "org", { name: `Acme ${run}` });
    for (const username of of(people)) await add("User", username, { username, name: "A. N." });
    const departments: string[] = [];
    for (const [index, { below, list, ...node }] of declared.nodes.entries()) {
      const isDepartment = node.kind === "department";
      const parent = isDepartment ? departments[below] : undefined;
      const id = await add("Node", `node${index}`, { org, ...node, parent });
      if (isDepartment) departments.push(id);
      if (list) {
        const users = of(list.users);
        await add("NodeMembers", `list${index}`, { node: id, mode: list.mode, users });
      }
    }
    for (const user of of(declared.positions)) {
      await add("OrgMember", `member-${user}`, { org, user, position: "Engineer" });
    }
    if (declared.orgMembers) {
      const { mode, users } = declared.orgMembers;
      await add("OrgMembers", "everybody", { org, users: of(users), mode, adopt: "ifExists" });
    }
    for (const [index, { access, perm, ...app }] of declared.apps.entries()) {
      const id = await add("App", `app${index}`, { org, ...app });
      if (access) {
        const users = of(access.users);
        await add("PermGrants", `access${index}`, { ...access, perm: `${id}/access`, users });
      }
      if (perm) {
        const uid = await add("Perm", `perm${index}`, { scope: id, name: perm.name });
        const users = of(perm.users);
        await add("PermGrants", `grants${index}`, { perm: uid, users, mode: perm.mode });
      }
    }
    return program;
  }

  it("finds nothing, whatever is declared", () =>
    fc.assert(
      fc.asyncProperty(programs, async (declared) => {
        const program = await declare(declared);
        const detected = await program.detect();
        assert.deepEqual([told(detected), detected.unseen], [[], []]);
        assert.equal(detected.checked, program.resources.length);
      }),
      { numRuns: 100 },
    ));
});
