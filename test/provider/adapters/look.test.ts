import assert from "node:assert/strict";
import { nodeKinds } from "../../../provider/backends/domain";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { user } from "../../../provider/kinds/user/user";
import { configured, PROVIDER_TEXT } from "../support/engine";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("reading an object that no state knows", () => {
  let server: TestServer;
  let acme: MadeOrg;
  let team: string;
  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    team = await server.node(acme.root("role"), "team", { name: "Team", visibility: 5 });
    await server.people("ada1");
    await server.join(team, "ada1");
  });
  after(() => server.close());

  const read = async (handler: Kind, id: string) => {
    const provider = configured(handler, server.url);
    const { props } = await provider.read(id, { ...PROVIDER_TEXT, logicalName: "it" });
    return { provider, props };
  };
  const expected: Record<string, { handler: Kind; id: () => string; props: () => Values }> = {
    "Org.get": {
      handler: org,
      id: () => acme.oid,
      props: () => ({
        ...{ name: "Acme", owner: "admin" },
        roots: Object.fromEntries(nodeKinds.map((kind) => [kind, acme.root(kind)])),
      }),
    },
    "Node.get": {
      handler: node,
      id: () => team,
      props: () => ({
        ...{ org: acme.oid, kind: "role", uid: "team", name: "Team", visibility: "nobody" },
        ...{ parent: acme.root("role"), parentUid: acme.root("role"), visibleToNodes: {} },
      }),
    },
    "User.get": {
      handler: user,
      id: () => "ada1",
      props: () => ({ username: "ada1", name: "", gender: "unspecified" }),
    },
    "NodeMembers.get": {
      handler: nodeMembers,
      id: () => team,
      props: () => ({ node: team, users: { ada1: "member" }, unmanaged: [] }),
    },
  };

  for (const [what, { handler, id, props: wanted }] of Object.entries(expected)) {
    it(`${what} tells all that the server does, and the same again once it is in a state`, async () => {
      const { provider, props } = await read(handler, id());
      for (const [key, value] of Object.entries(wanted())) assert.deepEqual(props[key], value, key);
      const again = (await provider.read(id(), { ...props, ...PROVIDER_TEXT })).props;
      assert.deepEqual(again, props);
    });
  }

  it("is empty where there is none", async () => {
    for (const [handler, id] of [
      [user, "ghost1"],
      [node, "d_ghost"],
    ] as const) {
      assert.equal((await read(handler, id)).props, undefined);
    }
  });
});
