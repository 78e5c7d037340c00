import assert from "node:assert/strict";
import { NotFoundError } from "../../../provider/backends/errors";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { busy, proxy, unrouted, type Fault, type Proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

/** A life: created, edited, deleted; and what the server must hold after each. */
interface Life {
  readonly handler: Kind;
  readonly create: Values;
  readonly edit: Values;
  held(): Promise<unknown>;
  readonly expected: { readonly made: unknown; readonly edited: unknown; readonly gone: unknown };
  /** Changes the server before it is created. */
  prepare?(): Promise<unknown>;
}

const faults: Fault[] = [
  ...(["lose", "fail", "refuse", "deny"] as const),
  ...[unrouted, busy, { ...busy, name: "system busy, but done", isDone: true } as const],
];
const nameOf = (fault: Fault) => (typeof fault === "string" ? fault : fault.name);
/** What is gone already is deleted. */
const unlessGone = (error: unknown) => assert.ok(error instanceof NotFoundError, String(error));
const isWrite = (request: string) => !/^GET |ucenter\/login/.test(request);

describe("an apply that is interrupted and run again", () => {
  let server: TestServer;
  let acme: MadeOrg;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    acme = await server.org("Acme");
  });
  after(() => between.close().then(() => server.close()));

  let count = 0;
  const lives: Record<string, () => Life> = {
    Org: () => {
      const [name, edited] = [`Org ${++count}`, `Edited ${count}`];
      return {
        handler: org,
        create: { name },
        edit: { name: edited },
        held: async () => (await server.orgNames()).filter((one) => [name, edited].includes(one)),
        expected: { made: [name], edited: [edited], gone: [] },
      };
    },
    Node: () => {
      const key = { org: acme.oid, kind: "group", uid: `group${++count}` };
      const held = async () => {
        const { body, status } = await server.send("GET", `node/g_${key.uid}/`);
        const groups = await server.children(acme.root("manager"));
        return status === 404 ? ["gone", groups.length] : [body.name, body.remark];
      };
      return {
        handler: node,
        create: { ...key, name: "Made", description: "x" },
        edit: { ...key, name: "Edited", description: "y" },
        held,
        expected: { made: ["Made", "x"], edited: ["Edited", "y"], gone: ["gone", 0] },
      };
    },
    User: () => {
      const username = `user${++count}`;
      const held = async () => {
        const { status } = await server.send("GET", `user/${username}/`);
        const { results } = await server.get(`org/${acme.oid}/user/?page_size=100`);
        const rows = (results as { username: string }[]).map((row) => row.username);
        if (status === 404) return rows.filter((one) => one !== "admin");
        const { name, require_reset_password } = await server.user(username);
        return [name, require_reset_password];
      };
      const key = { username, initialPassword: "secret-1", requirePasswordReset: true };
      return {
        handler: user,
        create: { ...key, name: "Made" },
        edit: { ...key, name: "Edited" },
        held,
        expected: { made: ["Made", true], edited: ["Edited", true], gone: [] },
      };
    },
    NodeMembers: () => {
      const uid = `list${++count}`;
      const people = ["ada1", "bob1", "cyd1"].map((name) => `${name}x${count}`);
      return {
        handler: nodeMembers,
        create: { node: `d_${uid}`, users: people, ordered: true, mode: "exact" },
        edit: { node: `d_${uid}`, users: [people[2], people[0]], ordered: true, mode: "exact" },
        held: () => server.members(`d_${uid}`),
        expected: { made: people, edited: [people[2], people[0]], gone: [] },
        prepare: async () => {
          await server.node(acme.root("department"), uid);
          await server.people(...people);
        },
      };
    },
    App: () => {
      const key = { org: acme.oid, uid: `app${++count}` };
      const held = async () => {
        const { body, status } = await server.send("GET", `org/${acme.oid}/app/${key.uid}/`);
        const groups = await server.children(acme.root("manager"));
        return status === 404 ? ["gone", groups.length] : [body.name, body.oauth_app !== null];
      };
      return {
        handler: app,
        create: { ...key, name: "Made", oauth: { rotate: "1" } },
        edit: { ...key, name: "Edited", oauth: { rotate: "2" } },
        held,
        expected: { made: ["Made", true], edited: ["Edited", true], gone: ["gone", 0] },
      };
    },
    Perm: () => {
      const [name, edited] = [`Perm ${++count}`, `Edited ${count}`];
      const held = async () => {
        const { results } = await server.get(`perm/?scope=${acme.oid}&page_size=100`);
        const perms = results as { name: string; remark: string }[];
        return perms.map((perm) => [perm.name, perm.remark]);
      };
      return {
        handler: perm,
        create: { scope: acme.oid, name, description: "x" },
        edit: { scope: acme.oid, name: edited, description: "y" },
        held,
        expected: { made: [[name, "x"]], edited: [[edited, "y"]], gone: [] },
      };
    },
    PermGrants: () => {
      const uid = `grants${++count}`;
      const [ada, bob] = [`ada1x${count}`, `bob1x${count}`];
      const owners = async (status: number) => {
        const { results } = await server.get(`perm/app_${uid}_access/owner/?status=${status}`);
        return (results as { uid: string }[]).map((owner) => owner.uid);
      };
      const perm = `${uid}/access`;
      return {
        handler: permGrants,
        create: { perm, users: [ada], denyUsers: [bob], mode: "exact" },
        edit: { perm, users: [bob], denyUsers: [], mode: "exact" },
        held: async () => [await owners(1), await owners(-1)],
        expected: { made: [[ada], [bob]], edited: [[bob], []], gone: [[], []] },
        prepare: async () => {
          const other = await server.org(`Other ${uid}`);
          await server.send("POST", `org/${other.oid}/app/`, { uid, name: uid });
          await server.people(ada, bob);
        },
      };
    },
  };

  /** The same step again, in a process of its own, until it is through. */
  const until = async (declared: Declared, step: () => Promise<unknown>) => {
    for (let attempt = 1; ; attempt++) {
      declared.session = server.session({ url: between.url }).session;
      const failed = await step().then(
        () => undefined,
        (error: Error) => error,
      );
      if (failed === undefined) return;
      assert.ok(attempt < 4, failed.message);
    }
  };

  const through = async (life: Life) => {
    await life.prepare?.();
    const it = new Declared(life.handler, server.session().session, `it${count}`);
    await until(it, () => (it.id === "" ? it.create(life.create) : it.update(life.create)));
    assert.deepEqual(await life.held(), life.expected.made);
    assert.equal(await it.isSettled(life.create), true);
    if (life.handler === user) await server.join(acme.root("department"), it.id);
    await until(it, () => it.update(life.edit));
    assert.deepEqual(await life.held(), life.expected.edited);
    await it.refresh();
    assert.equal(await it.isSettled(life.edit), true);
    await until(it, () => it.delete().catch(unlessGone));
    assert.deepEqual(await life.held(), life.expected.gone);
  };

  for (const [kind, make] of Object.entries(lives)) {
    for (const fault of faults) {
      it(`ends with every ${kind} there once, whichever write met "${nameOf(fault)}"`, async () => {
        for (let faulty = 1, writes = faulty; faulty <= writes; faulty++) {
          writes = 0;
          between.fault = (request) => {
            if (isWrite(request)) writes++;
            return isWrite(request) && writes === faulty ? fault : "pass";
          };
          await through(make());
        }
      }).timeout(30_000);
    }
  }
});
