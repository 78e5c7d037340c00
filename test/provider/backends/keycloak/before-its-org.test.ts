import assert from "node:assert/strict";
import { bulkCalls } from "../../../../provider/adapters/bulk/calls";
import { callsOf, type Calls } from "../../../../provider/adapters/calls";
import type { Values } from "../../../../provider/engine/kind";
import { kinds } from "../../../../provider/kinds";
import { BULK_TREE } from "../../../../provider/run/stack/held";
import { describeOn } from "../../conformance/system";
import { ORIGIN } from "../../support/stack";
import { Ground } from "./ground";

/** What needs the realm, and has its name as text or not at all: nothing tells the engine to wait. */
const needy: Readonly<Record<string, (org: string) => Values>> = {
  User: () => ({ username: "adalovelace", name: "Ada", email: "ada@acme.example" }),
  Node: (org) => ({ org, kind: "department", name: "Engineering" }),
  App: (org) => ({ org, name: "Shop" }),
  Perm: (scope) => ({ scope, name: "Buyer" }),
  OrgMembers: (org) => ({ org, users: [], mode: "observe" }),
  [BULK_TREE]: (org) => ({
    org,
    tree: {
      nodes: { sales: { kind: "department", name: "Sales", people: { grace: "member" } } },
      people: { grace: { username: "gracehopper", name: "Grace", email: "grace@acme.example" } },
    },
  }),
};

describeOn("keycloak")("what is sent before the Org that makes its realm", function () {
  let ground: Ground;
  let of: (kind: string) => Calls;
  beforeEach(async () => {
    ground = await Ground.lay();
    const { session } = ground.connect();
    const bulk = bulkCalls(() => session, "map");
    of = (kind) =>
      kind === BULK_TREE ? bulk : callsOf(kinds[kind as keyof typeof kinds], () => session);
  });
  afterEach(() => ground.close());

  const check = async (kind: string, values: Values) => {
    const given = { ...values, logicalName: kind.toLowerCase(), origin: ORIGIN };
    const { inputs, failures } = await of(kind).check({}, given);
    assert.deepEqual(failures, [], kind);
    return inputs;
  };

  for (const [kind, inputsIn] of Object.entries(needy)) {
    it(`is made after it: ${kind}`, async () => {
      const made = of(kind).create(await check(kind, inputsIn(ground.org)));
      // Not to be unhandled, should the Org fail.
      made.catch(() => undefined);
      const org = await of("Org").create(await check("Org", { name: "Acme" }));
      assert.equal(org.id, ground.org);
      const { id, outputs } = await made;
      assert.ok(await of(kind).read(id, outputs));
    });
  }

  it("fails with it", async () => {
    const made = of("User").create(await check("User", needy.User?.(ground.org) ?? {}));
    const inputs = await check("Org", { name: "Acme" });
    await Promise.all([
      assert.rejects(made, /the Org of this program could not be made, and this needs it/),
      assert.rejects(of("Org").create({ ...inputs, name: "x".repeat(300) })),
    ]);
  });
});
