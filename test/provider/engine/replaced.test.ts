import assert from "node:assert/strict";
import { ConflictError, NotFoundError } from "../../../provider/backends/errors";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { perm } from "../../../provider/kinds/perm";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("an object that was replaced behind the program's back", () => {
  let server: TestServer;
  let org: MadeOrg;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  afterEach(() => server.close());

  /** Deletes the object and makes another one under its key, by hand. */
  interface Case {
    readonly handler: Kind;
    readonly inputs: () => Values;
    readonly replace: (id: string) => Promise<unknown>;
    /** The property that tells them apart, as raw HTTP tells. */
    readonly called: (id: string) => Promise<unknown>;
    readonly property: "name" | "description";
  }
  const cases: Record<string, Case> = {
    user: {
      handler: user,
      inputs: () => ({ username: "ada1", name: "Ada", password: "s3cret-pw" }),
      replace: async () => {
        await server.send("DELETE", "user/ada1/");
        await server.send("POST", "user/", { user: { username: "ada1", name: "Another" } });
      },
      called: async () => (await server.user("ada1")).name,
      property: "name",
    },
    node: {
      handler: node,
      inputs: () => ({ org: org.oid, kind: "role", uid: "leads", name: "Leads" }),
      replace: async (id) => {
        await server.send("DELETE", `node/${id}/`);
        await server.node(org.root("role"), "leads", { name: "Another" });
      },
      called: async (id) => (await server.get(`node/${id}/`)).name,
      property: "name",
    },
    perm: {
      handler: perm,
      inputs: () => ({ scope: org.oid, name: "Deploy", description: "Ours" }),
      replace: async (id) => {
        await server.send("DELETE", `perm/${id}/`);
        await server.send("POST", "perm/", { scope: org.oid, name: "Deploy" });
        await server.send("PATCH", `perm/${id}/`, { remark: "Another" });
      },
      // Its name is its key: it is told by the description.
      called: async (id) => (await server.get(`perm/${id}/`)).remark,
      property: "description",
    },
  };

  for (const [what, { handler, inputs, replace, called, property }] of Object.entries(cases)) {
    describe(`a ${what}`, () => {
      const replaced = async (more: Values = {}) => {
        const { session, warnings } = server.session();
        const declared = await new Declared(handler, session).create({ ...inputs(), ...more });
        await replace(declared.id);
        return { declared, warnings };
      };

      it("is gone for a refresh, which says what happened", async () => {
        const { declared, warnings } = await replaced();
        await assert.rejects(declared.refresh(), NotFoundError);
        assert.match(warnings.join(), /was replaced behind your back \(.* is gone, .* is there\)/);
      });

      it("is not changed in place of the one that the state knows", async () => {
        const { declared } = await replaced();
        await assert.rejects(
          declared.update({ ...inputs(), [property]: "New" }),
          (error: Error) => {
            assert.ok(error instanceof ConflictError);
            assert.match(error.message, /replaced behind your back.*--refresh/);
            return true;
          },
        );
        assert.equal(await called(declared.id), "Another");
      });

      it("is not deleted in its place either", async () => {
        const { declared } = await replaced();
        await declared.delete();
        assert.equal(await called(declared.id), "Another");
      });

      it("is a conflict for the create that follows, unless adopt takes it over", async () => {
        const { declared } = await replaced();
        const again = () => new Declared(handler, server.session().session);
        await assert.rejects(again().create(inputs()), ConflictError);
        const adopted = await again().create({ ...inputs(), adopt: "ifExists" });
        assert.equal(await called(declared.id), inputs()[property]);
        await adopted.refresh();
        assert.equal(await adopted.isSettled({ ...inputs(), adopt: "ifExists" }), true);
      });
    });
  }
});
