import assert from "node:assert/strict";
import type { Kind } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { orgMembers } from "../../../provider/kinds/org-members";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

/** A list that a program may have several of, as long as none is exact. */
interface Case {
  readonly handler: Kind;
  readonly owner: "node" | "org" | "perm";
  /** What the list belongs to, made anew. */
  readonly make: (server: TestServer) => Promise<string>;
  readonly held: (server: TestServer, owner: string) => Promise<string[]>;
}

let made = 0;
const cases: readonly Case[] = [
  {
    handler: nodeMembers,
    owner: "node",
    make: async (server) => {
      const org = await server.org(`Acme ${++made}`);
      return server.node(org.root("department"), `team${made}`);
    },
    held: (server, node) => server.members(node),
  },
  {
    handler: orgMembers,
    owner: "org",
    make: async (server) => (await server.org(`Acme ${++made}`)).oid,
    held: async (server, org) => {
      const { session } = server.session();
      return (await session.backend.orgMembers.list({ id: org })).filter((one) => one !== "admin");
    },
  },
  {
    handler: permGrants,
    owner: "perm",
    make: async (server) => {
      const { oid } = await server.org(`Acme ${++made}`);
      const { backend } = server.session().session;
      return (await backend.perms.create({ scope: oid, name: "Deploy" })).id;
    },
    held: async (server, id) => {
      const { backend } = server.session().session;
      return (await backend.grants.list({ id })).map((grant) => grant.id);
    },
  },
];

for (const { handler, owner, make, held } of cases) {
  describe(`somebody whom two ${handler.name} of one ${owner} name`, () => {
    let server: TestServer;
    let stack: Stack;
    let id: string;
    before(async () => {
      server = await TestServer.start();
      await server.people("ada1", "bob1");
    });
    after(() => server.close());
    beforeEach(async () => {
      id = await make(server);
      stack = new Stack(server.url);
      await stack.up([list("one", ["ada1", "bob1"]), list("two", ["ada1"])]);
    });

    const list = (name: string, users: readonly string[]): Resource => ({
      ...{ name, handler },
      inputs: () => ({ [owner]: id, users, removalLimit: "100%" }),
    });
    const there = async () => (await held(server, id)).sort();

    it("stays while one of them does, whichever the engine comes to first", async () => {
      await stack.up([list("one", ["bob1"]), list("two", ["ada1"])]);
      assert.deepEqual(await there(), ["ada1", "bob1"]);
      await stack.up([list("one", ["ada1", "bob1"]), list("two", ["ada1"])]);
      await stack.up([list("one", ["ada1", "bob1"]), list("two", [])]);
      assert.deepEqual(await there(), ["ada1", "bob1"]);
    });

    it("leaves when neither names them any more, at once or one after the other", async () => {
      await stack.up([list("one", ["bob1"]), list("two", [])]);
      assert.deepEqual(await there(), ["bob1"]);
      await stack.up([list("one", ["ada1", "bob1"]), list("two", ["ada1"])]);
      await stack.up([list("one", ["bob1"]), list("two", ["ada1"])]);
      await stack.up([list("one", ["bob1"]), list("two", [])]);
      assert.deepEqual(await there(), ["bob1"]);
    });

    it("leaves when one names them no more and the other goes", async () => {
      await stack.up([list("one", ["bob1"])]);
      assert.deepEqual(await there(), ["bob1"]);
    });

    it("leaves a list that gets an alias when that names them no more", async () => {
      await stack.alias("one", "first");
      await stack.up([list("first", ["ada1"]), list("two", ["ada1"])]);
      assert.deepEqual(await there(), ["ada1"]);
    });

    it("stays where the state can't be read, as far as the run has checked the other list", async () => {
      stack.readState = () => Promise.reject(new Error("no pulumi here"));
      await stack.up([list("one", ["ada1", "bob1"]), list("two", [])]);
      assert.deepEqual(await there(), ["ada1", "bob1"]);
    });
  });
}
