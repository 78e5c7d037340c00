import fc from "fast-check";
import { describeOn, everySystem } from "../../provider/conformance/system";
import { build, randomOrg, type OrgSpec } from "./support/random-org";
import { roundTrip } from "./support/round-trip";

const blankNode: OrgSpec["nodes"][number] = {
  ...{ kind: "department", name: "Engineering", parent: 0, isTop: false, description: "" },
  ...{ acceptsMembers: false, members: [], visibility: undefined },
  ...{ visibleToNodes: [], visibleToUsers: [] },
};
const blankPerson: OrgSpec["people"][number] = {
  ...{ name: "", email: false, gender: "unspecified", isMember: false, position: "" },
  hireDate: false,
};

const direct = { ...blankNode, kind: "direct" as const };

/** What random orgs have found. */
const ONCE_FOUND: [OrgSpec][] = [
  // Two nodes in one list, made in another order than they are in: one waits for a department.
  [
    {
      ...{ name: "Acme", nodes: [blankNode], people: [blankPerson], apps: [], grants: [] },
      orgPerms: ["Engineering"],
      managers: [[0], []].map((nodes) => ({
        ...{ name: "Engineering", nodes, users: [], apps: [], perms: [0] },
      })),
    },
  ],
  // A node outside of the tree that names one which the org has after it.
  [
    {
      ...{ name: "Acme", people: [blankPerson], apps: [], orgPerms: [], grants: [], managers: [] },
      nodes: [
        { ...direct, isTop: true },
        { ...direct, isTop: true },
        { ...direct, visibility: "named", visibleToNodes: [1] },
      ],
    },
  ],
];

/** The real Keycloak takes ten times as long for each org. */
const runsOn = (name: string) =>
  name === "keycloak" ? { numRuns: 2 } : { examples: ONCE_FOUND, numRuns: ONCE_FOUND.length + 6 };

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`an org of ${name} becomes a program`, function () {
    this.timeout(300_000);

    it("that sends not one write, and makes an equal org on an empty server", async () => {
      const property = fc.asyncProperty(randomOrg, async (spec) => {
        const system = await start();
        const empty = await start();
        try {
          await roundTrip(system, await build(system.behind, spec), empty);
        } finally {
          await Promise.all([system.close(), empty.close()]);
        }
      });
      await fc.assert(property, runsOn(name));
    });
  });
}
