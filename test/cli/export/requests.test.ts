import assert from "node:assert/strict";
import { exportedBy } from "../../../cli/export/export-org";
import { connect } from "../../../provider/backends";
import { Inspector } from "../../../provider/inspect";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { readConfiguration } from "../../../provider/run/settings";
import { systems, type System } from "../../provider/conformance/system";
import { build, type OrgSpec } from "./support/random-org";

const APPS = 6;
const PERMS = ["Deploy", "Read"];
const PEOPLE = 60;
const NODES = 12;

const large: OrgSpec = {
  ...{ name: "Acme", orgPerms: ["Audit"], managers: [] },
  people: Array.from({ length: PEOPLE }, () => ({
    ...{ name: "Ada", email: true, gender: "female" as const, isMember: true },
    ...{ position: "Engineer", hireDate: false },
  })),
  nodes: Array.from({ length: NODES }, (_, at) => ({
    ...{ kind: "department" as const, name: "HR", parent: at, isTop: at < 4, description: "" },
    ...{ acceptsMembers: true, members: [3 * at, 3 * at + 1, 3 * at + 2] },
    ...{ visibility: at < 3 ? ("members" as const) : undefined },
    ...{ visibleToNodes: [], visibleToUsers: [] },
  })),
  apps: Array.from({ length: APPS }, () => ({
    ...{ name: "HR" as const, description: "", allowAnyUser: false, perms: PERMS },
    ...{ oauth: "plain" as const, ldap: false, saml: false },
  })),
  grants: Array.from({ length: 3 * APPS + 1 }, (_, perm) => ({
    ...{ perm, target: perm, kind: "user" as const, effect: "allow" as const },
  })),
};

/** Requests of an export, as `GET perm/{perm}/owner/`. */
async function requestsFor(system: System, org: string): Promise<string[]> {
  const requests: string[] = [];
  const count = new RequestMetrics(
    ({ method, path }) => void requests.push(`${method} ${path}`),
    () => Promise.resolve(),
  );
  const configuration = readConfiguration({ url: system.url, ...system.settings }, {});
  const inspector = new Inspector(configuration, connect(configuration, count));
  const { gaps } = await exportedBy(inspector, { org, language: "typescript" });
  assert.deepEqual(gaps, []);
  return requests;
}

/** Pages of listings, of 50 or more each; an app's perms are one. */
const PAGES: Readonly<Record<string, number>> = {
  // People, members; the trees; the org; apps, and the groups beside them; each one's perms.
  arkid: 2 * Math.ceil(PEOPLE / 50) + 2 + 1 + 2 + (APPS + 1),
  // People, members; the tree; the org and how many there are; apps; namespaces, and each one's perms.
  authing: 2 * Math.ceil(PEOPLE / 50) + 1 + 2 + 1 + 1 + (APPS + 1),
};

for (const [name, start] of Object.entries(systems)) {
  describe(`the requests of an export of ${name}`, function () {
    this.timeout(120_000);

    it("are at most two a page and a perm, and one a node with access of its own", async () => {
      const system = await start();
      try {
        const org = await build(system.behind, large);
        const requests = await requestsFor(system, org);
        const perms = APPS * (PERMS.length + 1) + 1;
        const most = 2 * (PAGES[name] ?? 0) + 2 * perms + 3;
        assert.ok(requests.length <= most, `${requests.length} of at most ${most}`);
      } finally {
        await system.close();
      }
    });
  });
}
