import assert from "node:assert/strict";
import type { Grant } from "../../../../provider/backends/domain";
import { TestServer, type MadeOrg } from "../../support/test-server";

const [ABOVE, BELOW, BESIDE, ADA] = ["d_above", "d_below", "d_beside", "ada1"] as const;

describe("the rules of access that ArkID declares", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people(ADA);
    await server.node(org.root("department"), "above");
    await server.node(ABOVE, "below");
    await server.node(org.root("department"), "beside");
    await server.join(BELOW, ADA);
    await server.join(BESIDE, ADA);
  });
  after(() => server.close());

  const grant = (id: string, effect: Grant["effect"] = "allow"): Grant => ({
    ...{ kind: id === ADA ? "user" : "node", id, effect },
  });

  for (const [holds, what, standing] of [
    [true, "a grant to the node above", [grant(ABOVE)]],
    [false, "one that the node itself is denied", [grant(ABOVE), grant(BELOW, "deny")]],
    [true, "a denial above, and a grant to the node", [grant(ABOVE, "deny"), grant(BELOW)]],
    [true, "a denial by one node, and a grant by another", [grant(BELOW, "deny"), grant(BESIDE)]],
    [false, "their own denial", [grant(ABOVE), grant(BESIDE), grant(ADA, "deny")]],
    [true, "their own grant", [grant(ABOVE, "deny"), grant(ADA)]],
  ] as const) {
    it(`are those of its server: ${what} ${holds ? "lets people in" : "keeps them out"}`, async () => {
      const { backend } = server.session().session;
      assert.deepEqual(backend.capabilities.access.perms, {
        reachesBelow: true,
        denial: "nearest",
      });
      const { id } = await backend.perms.create({ scope: org.oid, name: what });
      await backend.grants.change({ id }, { add: standing, remove: [] });
      assert.equal((await server.get(`user/${ADA}/perm/${id}/`)).value, holds);
    });
  }
});
