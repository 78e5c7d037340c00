import assert from "node:assert/strict";
import type { Kind, Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { orgMember } from "../../../../provider/kinds/org-member";
import { user } from "../../../../provider/kinds/user/user";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

/** One object of a stack, as its state has it. */
interface Held {
  readonly handler: Kind;
  readonly id: string;
  readonly state: Values;
}

const PARALLEL = 16;

describe("requests of a refresh", () => {
  let server: TestServer;
  let between: Proxy;
  let org: MadeOrg;
  before(async function () {
    this.timeout(60_000);
    const nodes = (kind: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ name: `${kind} ${i}`, uid: `${kind}${i}` },
        users: i < 100 ? [`user${i}`, `user${i + 100}`] : [],
      }));
    const users = Array.from({ length: 300 }, (_, i) => ({ username: `user${i}` }));
    server = await TestServer.start();
    await server.seed({
      users,
      orgs: [
        {
          ...{ name: "Acme", members: users },
          ...{ departments: nodes("dept", 300), roles: nodes("role", 200) },
        },
      ],
    });
    between = await proxy(server.url);
    org = await server.orgNamed("Acme");
  });
  after(async () => {
    await between.close();
    await server.close();
  });
  beforeEach(() => void (between.met.length = 0));

  const nodesOf = (kind: string, uid: string, count: number): Held[] =>
    Array.from({ length: count }, (_, i) => ({
      handler: node,
      id: `${kind === "role" ? "g" : "d"}_${uid}${i}`,
      state: { org: org.oid, kind, uid: `${uid}${i}`, name: `${uid} ${i}`, schema: 2 },
    }));
  const allNodes = () => [...nodesOf("department", "dept", 300), ...nodesOf("role", "role", 200)];
  const people = (): Held[] =>
    Array.from({ length: 300 }, (_, i) => ({
      ...{ handler: user, id: `user${i}`, state: { username: `user${i}`, schema: 2 } },
    }));
  const lists = (): Held[] =>
    [...nodesOf("department", "dept", 100), ...nodesOf("role", "role", 100)].map(({ id }) => ({
      ...{ handler: nodeMembers, id },
      state: { node: id, org: org.oid, mode: "exact", users: {}, unmanaged: [], schema: 2 },
    }));
  const members = (): Held[] =>
    Array.from({ length: 200 }, (_, i) => ({
      ...{ handler: orgMember, id: `${org.oid}/user${i}` },
      state: { org: org.oid, user: `user${i}`, position: "", schema: 2 },
    }));

  /** Reads a stack as the engine does, so many at once, and returns the new states. */
  async function refresh(stack: readonly Held[], settings = {}): Promise<Values[]> {
    const { session } = server.session({ url: between.url, ...settings });
    const states: Values[] = [];
    const waiting = stack.entries();
    const worker = async () => {
      for (const [index, { handler, id, state }] of waiting) {
        states[index] = await handler.read(session, id, state);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    return states;
  }

  for (const [what, memberships] of Object.entries({
    "lists of nodes": lists,
    "members of the org": members,
    "of both": () => [...lists().slice(0, 100), ...members().slice(0, 100)],
  })) {
    it(`is at most 50 for 500 nodes, 300 people and 200 ${what}`, async () => {
      const stack = [...allNodes(), ...people(), ...memberships()];
      const states = await refresh(stack);
      assert.equal(states.length, 1000);
      assert.ok(between.met.length <= 50, `${between.met.length}`);
      const one = [0, 299, 300, 499, 500, 799, 800, 999];
      const sample = one.map((index) => stack[index] ?? assert.fail());
      const single = await refresh(sample, { batching: "false" });
      assert.deepEqual(
        one.map((index) => states[index]),
        single,
      );
    });
  }
});
