import fc from "fast-check";
import assert from "node:assert/strict";
import type { Kind, Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { orgMember } from "../../../../provider/kinds/org-member";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

const text = fc.option(fc.string({ unit: "grapheme", maxLength: 20 }), { nil: null });
const two = (part: number) => String(part).padStart(2, "0");
const day = fc
  .tuple(fc.integer({ min: 1950, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${two(month)}-28`);
const time = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }), fc.constantFrom("", "Z", "+08:00", "-03:30"))
  .map(([date, hour, zone]) => `${date}T${two(hour)}:30:00${zone}`);
const fields = fc.record(
  {
    ...{ email: text, employeeNumber: text, position: text, description: text },
    hireDate: fc.option(fc.oneof(day, time), { nil: null }),
  },
  { requiredKeys: [] },
);

const people = ["ada1", "bob1", "cyd1"];
const some = fc.subarray(people);
const access = fc.record(
  {
    visibility: fc.constantFrom("everyone", "members", "members-and-below", "named", "nobody"),
    visibleToUsers: some,
    managerGroup: fc.record(
      { users: some, nodes: fc.constant([]), scope: fc.constantFrom("own", "named") },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

describe("whatever is declared of members and access", () => {
  let server: TestServer;
  let org: MadeOrg;
  let count = 0;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people(...people);
  });
  after(() => server.close());

  /** Each edit, and each look after it, leaves nothing to do. */
  const settles = async (handler: Kind, key: Values, edits: Values[]) => {
    const declared = new Declared(handler, server.session().session);
    for (const [index, edit] of edits.entries()) {
      const inputs = { ...key, ...edit };
      await (index === 0 ? declared.create(inputs) : declared.update(inputs));
      assert.equal(await declared.isSettled(inputs), true);
      await declared.refresh();
      assert.equal(await declared.isSettled(inputs), true);
    }
  };

  it("settles for an OrgMember", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fields, { minLength: 1, maxLength: 4 }), async (edits) => {
        const user = `person${++count}`;
        await server.people(user);
        await settles(orgMember, { org: org.oid, user }, edits);
      }),
      { numRuns: 25 },
    ));

  it("settles for a Node of managers", () =>
    fc.assert(
      fc.asyncProperty(fc.array(access, { minLength: 1, maxLength: 4 }), async (edits) => {
        const uid = `managers${++count}`;
        await settles(node, { org: org.oid, kind: "manager", uid, name: uid }, edits);
      }),
      { numRuns: 25 },
    ));
});
