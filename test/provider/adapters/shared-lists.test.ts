import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { orgMembers } from "../../../provider/kinds/org-members";
import { configured, PROVIDER_TEXT } from "../support/engine";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("several lists of one owner", () => {
  let server: TestServer;
  let org: MadeOrg;
  let runs = 0;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1");
  });
  afterEach(() => server.close());

  /** A provider's process of its own. */
  const run = (handler: typeof nodeMembers) =>
    configured(handler, server.url, { tenant: server.url, timeout: String(20 + ++runs) });
  const orgPeople = async () => {
    const { results } = await server.get(`org/${org.oid}/user/`);
    const names = (results as { username: string }[]).map(({ username }) => username);
    return names.filter((name) => name !== "admin").sort();
  };
  const cases = {
    NodeMembers: {
      handler: nodeMembers,
      owner: () => ({ node: org.root("role") }),
      held: async () => (await server.members(org.root("role"))).sort(),
    },
    OrgMembers: { handler: orgMembers, owner: () => ({ org: org.oid }), held: orgPeople },
  };

  for (const [what, { handler, owner, held }] of Object.entries(cases)) {
    const make = async (provider: ReturnType<typeof run>, logicalName: string, users: string[]) => {
      const { inputs } = await provider.check(
        {},
        { ...PROVIDER_TEXT, logicalName, ...owner(), users },
      );
      const { id, outs } = await provider.create({ ...inputs, ...PROVIDER_TEXT });
      return { id, inputs, state: { ...outs, ...PROVIDER_TEXT } as Values };
    };

    it(`${what}: one that goes spares whom another, which stays, names too`, async () => {
      const first = run(handler);
      const one = await make(first, "one", ["ada1", "bob1"]);
      const other = await make(first, "other", ["bob1", "cyd1"]);
      const second = run(handler);
      const again = { ...PROVIDER_TEXT, ...other.inputs };
      const { inputs } = await second.check(other.inputs, again);
      await second.diff(other.id, other.state, inputs);
      await second.delete(one.id, one.state);
      assert.deepEqual(await held(), ["bob1", "cyd1"]);
    });

    it(`${what}: one that got another name keeps its people, but for whom it no longer names`, async () => {
      const one = await make(run(handler), "old-name", ["ada1", "bob1"]);
      const second = run(handler);
      await make(second, "new-name", ["bob1"]);
      await second.delete(one.id, one.state);
      assert.deepEqual(await held(), ["bob1"]);
    });
  }
});
