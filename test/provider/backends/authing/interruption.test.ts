import assert from "node:assert/strict";
import { PartialCreateError } from "../../../../provider/backends/errors";
import { app } from "../../../../provider/kinds/app/app";
import { defaultKey } from "../../../../provider/engine/default-key";
import type { Kind, Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { orgMember } from "../../../../provider/kinds/org-member";
import { user } from "../../../../provider/kinds/user/user";
import { Ground, resources, type Resource } from "../../conformance/resources";
import { Declared } from "../../support/declared";
import { Pool } from "./pool";

const lost = { status: 502, body: "<h1>502</h1>" };

/** What every App has once its create is through, declared or not. */
const held: Readonly<Record<string, (pool: Pool, id: string) => Promise<unknown>>> = {
  App: async ({ client }, id) => {
    const { permissionStrategy } = await client.applications.strategy(id);
    assert.equal(permissionStrategy, "DENY_ALL");
  },
};

/** Nodes of the other kinds are made as groups are. */
const LIKE_GROUPS = /^Node (role|label|direct|manager)$/;

const kinds: readonly Pick<Resource, "title" | "handler" | "inputs">[] = [
  ...resources
    .filter(({ title }) => !LIKE_GROUPS.test(title))
    .map(({ inputs, proof, ...rest }) => ({
      ...{ ...rest, inputs: (ground: Ground) => ({ ...inputs(ground), ...proof }) },
    })),
  {
    title: "User who has to change the password",
    handler: user,
    inputs: () => ({
      username: "marycurie",
      initialPassword: "S3cret!",
      requirePasswordReset: true,
    }),
  },
];

describe("an Authing create that ends at whichever request", () => {
  let pool: Pool;
  let ground: Ground;
  beforeEach(async () => {
    pool = await Pool.start();
    const system = { ...pool, url: pool.between.url, settings: {}, behind: pool.connect().backend };
    ground = await Ground.lay({
      ...system,
      session: () => pool.connect(),
      close: () => pool.close(),
    });
  });
  afterEach(() => pool.close());

  /** Creates while all requests from one on fail, that one maybe only after the server did it. */
  const interrupted = async (handler: Kind, inputs: Values, from: number, isDone: boolean) => {
    const it = new Declared(handler, pool.connect().session);
    let sent = 0;
    pool.between.fault = () => {
      sent++;
      if (sent < from) return undefined;
      return sent === from && isDone ? { ...lost, after: true } : lost;
    };
    const failed = await it.create(inputs).then(
      () => false,
      () => true,
    );
    pool.between.fault = () => undefined;
    return { it, failed };
  };

  /** A run of the program that has made the ground, too. */
  const nextRun = () => {
    const { session, warnings } = pool.connect();
    ground.own(session);
    return { session, warnings };
  };

  const isComplete = async (title: string, it: Declared, inputs: Values) => {
    await it.refresh();
    assert.equal(await it.isSettled(inputs), true);
    await held[title]?.(pool, it.id);
    await it.delete();
  };

  for (const { title, handler, inputs } of kinds) {
    it(`goes on, of a ${title}, when the answer to any one request is lost`, async () => {
      for (let from = 1, sent = 0; from === 1 || from <= sent; from++) {
        const it = new Declared(handler, pool.connect().session);
        sent = 0;
        pool.between.fault = () => (++sent === from ? { ...lost, after: true } : undefined);
        await it.create(inputs(ground));
        pool.between.fault = () => undefined;
        await isComplete(title, it, inputs(ground));
      }
    });

    for (const isDone of [true, false]) {
      const which = isDone ? "that was done" : "that was not done";

      it(`is completed by the next run, of a ${title}, ${which}`, async () => {
        for (let from = 1; ; from++) {
          const { it, failed } = await interrupted(handler, inputs(ground), from, isDone);
          it.session = nextRun().session;
          if (it.id === "") await it.create(inputs(ground));
          else if (failed) assert.equal(await it.update(inputs(ground)), true);
          await isComplete(title, it, inputs(ground));
          if (!failed) break;
        }
      });

      it(`is taken by the next run, of a ${title}, ${which}, when the process was killed`, async () => {
        for (let from = 1; ; from++) {
          const { failed } = await interrupted(handler, inputs(ground), from, isDone);
          const again = new Declared(handler, nextRun().session);
          await again.create(inputs(ground));
          await isComplete(title, again, inputs(ground));
          if (!failed) break;
        }
      });
    }
  }

  it("knows its group again whose root came with it", async () => {
    const lostOne = { ...lost, after: true } as const;
    let creates = 0;
    pool.between.fault = (request) =>
      request === "POST create-department" && ++creates === 2 ? lostOne : undefined;
    const inputs = { org: ground.org, kind: "group", name: "First" };
    const it = await new Declared(node, pool.connect().session).create(inputs);
    assert.equal(creates, 2);
    await isComplete("Node", it, inputs);
  });

  it("records an app, with the reason, whose later requests are refused, until they are not", async () => {
    const inputs = { org: ground.org, name: "Half", oauth: { redirectUris: [] } };
    const it = new Declared(app, pool.connect().session);
    const refused = { body: { statusCode: 403, message: "no right" } };
    pool.between.fault = (request) => (/secret|strategy/.test(request) ? refused : undefined);
    await assert.rejects(it.create(inputs), (error) => {
      assert.ok(error instanceof PartialCreateError);
      assert.match(error.message, /may not POST .*permission-strategy/);
      return true;
    });
    assert.equal(it.state.clientId, it.id);
    await assert.rejects(it.update(inputs), /may not/);
    pool.between.fault = () => undefined;
    await it.refresh();
    assert.equal(await it.isSettled(inputs), false);
    assert.equal(await it.update(inputs), true);
    assert.equal(await pool.client.applications.secret(it.id), it.state.clientSecret);
    await isComplete("App", it, inputs);
  });

  it("records a member who has joined, though nothing more is heard", async () => {
    const it = new Declared(orgMember, pool.connect().session);
    const inputs = { org: ground.org, user: "adalovelace" };
    const joined = () => pool.between.met.includes("POST add-department-members");
    pool.between.met.length = 0;
    pool.between.fault = (request) =>
      request === "GET get-user-departments" && joined() ? lost : undefined;
    await assert.rejects(it.create(inputs), PartialCreateError);
    pool.between.fault = () => undefined;
    assert.equal(it.id, `${ground.org}/adalovelace`);
    await it.update(inputs);
    await isComplete("OrgMember", it, inputs);
  });

  it("says of an app that it takes it, and of one that is otherwise that it does not", async () => {
    const uid = defaultKey("app", { org: ground.org, logicalName: "it" });
    const inputs = { org: ground.org, uid, name: "Taken" };
    const app_ = { appIdentifier: uid, appName: "Taken", appType: "web" } as const;
    await pool.client.applications.create({ ...app_, appDescription: "somebody's" });
    await assert.rejects(
      new Declared(app, pool.connect().session).create(inputs),
      /exists already/,
    );
    const [theirs] = await pool.connect().backend.apps.find(inputs);
    await pool.client.applications.delete(theirs?.id ?? "");
    await pool.client.applications.create(app_);
    const { session, warnings } = pool.connect();
    const it = await new Declared(app, session).create(inputs);
    assert.match(warnings.join(), /app "it-.*" .* taken as the result of an interrupted run/);
    await isComplete("App", it, inputs);
  });
});
