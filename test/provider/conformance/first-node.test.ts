import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { ConflictError, ProviderError } from "../../../provider/backends/errors";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { passThrough, type FaultyAnswer, type PassThrough } from "../support/pass-through";
import { Ground } from "./resources";
import { describeOn, everySystem, type System } from "./system";

const isCreate = (request: string) => /^POST (user\/|create-user|\/admin\S*\/users)$/.test(request);
const isLogin = (request: string) => /login|signin|[/-]token$/.test(request);

const LOST: FaultyAnswer = { status: 502, body: "<h1>Bad Gateway</h1>", after: true };
/** What a killed provider still sends: it is not sent again. */
const GONE: FaultyAnswer = { status: 403, body: { detail: "gone" } };

const isConflict = (error: unknown) => error instanceof ConflictError;

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`people made together with a node of their own program on ${name}`, function () {
    this.timeout(name === "keycloak" ? 120_000 : 20_000);
    let system: System;
    let between: PassThrough;
    let ground: Ground;
    let made = 0;
    let username: string;
    before(async () => {
      system = await start();
      between = await passThrough(system.url);
      ground = await Ground.lay(system);
    });
    after(() => between.close().then(() => system.close()));
    beforeEach(() => {
      username = `person${++made}`;
      between.met.length = 0;
    });
    afterEach(() => (between.fault = () => undefined));

    const declare = () => {
      const { session, warnings } = system.session({ url: between.url });
      return Object.assign(new Declared(user, session), { warnings });
    };
    const inTeam = (inputs: Values = {}): Values => ({
      ...{ username, name: "Ada", ownNodes: [ground.ids.engineering] },
      ...inputs,
    });
    const membersOf = (id: string) => system.behind.nodeMembers.list({ org: ground.org, id });
    const nodesOf = async () =>
      (await system.behind.users.contents({ id: username })).map(({ id }) => id);
    const exists = (node?: string) =>
      system.behind.users.create({ username, name: "Ada", ...(node !== undefined && { node }) });

    it("are in it by the one write", async () => {
      await declare().create(inTeam());
      const writes = between.met.filter((one) => !one.startsWith("GET") && !isLogin(one));
      const listings = ["list-users", "get-user-batch"].map((one) => `POST ${one}`);
      assert.deepEqual(
        writes.filter((one) => !listings.includes(one)).map(isCreate),
        [true],
        writes.join(),
      );
      assert.deepEqual(await nodesOf(), [ground.ids.engineering]);
    });

    it("are among its members in the reads of the same run, and in those of its org", async () => {
      const { session } = system.session();
      const { org, ids } = ground;
      const members = () => {
        for (const part of ["nodeMembers", "orgMembers"] as const) {
          session.reads.expect(part, org, 200);
        }
        return session.reads.nodeMembers.list({ org, id: ids.engineering });
      };
      const isInOrg = () =>
        session.reads.orgMembers.get({ org, id: username }).then(
          () => true,
          () => false,
        );
      assert.deepEqual([(await members()).includes(username), await isInOrg()], [false, false]);
      await new Declared(user, session).create(inTeam());
      assert.deepEqual([(await members()).includes(username), await isInOrg()], [true, true]);
    });

    it("are settled, and their state does not say which node it was", async () => {
      const it_ = await declare().create(inTeam());
      assert.equal("ownNodes" in it_.state, false);
      assert.equal(await it_.isSettled({ username, name: "Ada" }), true);
      assert.equal(await it_.isSettled(inTeam({ ownNodes: [ground.ids.sales] })), true);
      assert.equal("ownNodes" in (await it_.refresh()), false);
    });

    it("are taken where the answer is lost, with a warning, and no password is tried", async () => {
      let times = 0;
      between.fault = (request) => (isCreate(request) && ++times === 1 ? LOST : undefined);
      const it_ = declare();
      await it_.create(inTeam({ initialPassword: "A-first-S3cret!" }));
      assert.match(it_.warnings.join(), /taken as the result of an interrupted run/);
      assert.equal(times, 1);
      // One is the connection's own, where it does not sign each request.
      assert.ok(between.met.filter(isLogin).length <= 1);
      assert.deepEqual(await nodesOf(), [ground.ids.engineering]);
    });

    it("are taken by the run after one that was killed, with a warning", async () => {
      let isKilled = false;
      between.fault = (request) => {
        if (isKilled) return GONE;
        isKilled = isCreate(request);
        return isKilled ? LOST : undefined;
      };
      await assert.rejects(declare().create(inTeam()));
      between.fault = () => undefined;
      const next = declare();
      await next.create(inTeam());
      assert.match(next.warnings.join(), /taken as the result of an interrupted run/);
      assert.deepEqual(await nodesOf(), [ground.ids.engineering]);
    });

    it("are somebody else's where they are in another node as well", async () => {
      await exists(ground.ids.engineering);
      const { org, ids } = ground;
      const joining = { add: [username], remove: [] };
      await system.behind.nodeMembers.change({ org, id: ids.sales }, joining);
      await assert.rejects(declare().create(inTeam()), isConflict);
    });

    it("are somebody else's where they are in another node, or in none", async () => {
      await exists();
      await assert.rejects(declare().create(inTeam()), isConflict);
      username = `person${++made}`;
      await exists(ground.ids.sales);
      await assert.rejects(declare().create(inTeam()), isConflict);
      assert.equal((await membersOf(ground.ids.engineering)).includes(username), false);
    });

    it("are somebody else's where they are not as declared, or no node is known", async () => {
      await exists(ground.ids.engineering);
      await assert.rejects(declare().create(inTeam({ name: "Grace" })), isConflict);
      await assert.rejects(declare().create({ username, name: "Ada" }), isConflict);
    });

    it("are not made where there is no such node", async () => {
      const { org, ids } = ground;
      const kind = "department";
      const parent = `${org}/${kind}`;
      const gone = await system.behind.nodes.create({
        org,
        kind,
        uid: "gone",
        name: "Gone",
        parent,
      });
      await system.behind.nodes.delete({ org, id: gone.id });
      assert.notEqual(gone.id, ids.sales);
      await assert.rejects(
        declare().create(inTeam({ ownNodes: [gone.id] })),
        (error) => error instanceof ProviderError,
      );
      assert.deepEqual(await system.behind.users.find({ username }), []);
    });
  });
}
