import assert from "node:assert/strict";
import type { FaultyAnswer } from "../../support/pass-through";
import { describeOn } from "../../conformance/system";
import { Ground } from "./ground";

type Settings = Readonly<Record<string, string>>;

const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** As SCIM lists. */
interface Listed {
  readonly totalResults: number;
  readonly Resources: readonly unknown[];
}

const PEOPLE = 12;
const GROUPS = 10;

describeOn("keycloak")("who is in which groups, from the SCIM API of a realm", function () {
  this.timeout(120_000);
  let ground: Ground;
  let account: Settings;
  /** From the top down, each below the one before. */
  const ids: string[] = [];

  before(async function () {
    ground = await Ground.lay();
    const { client } = ground;
    await client.realm.create({
      displayName: "Acme",
      users: Array.from({ length: PEOPLE }, (_, at) => ({
        ...{ username: `user${at}`, enabled: at % 3 > 0 },
      })),
    });
    account = await ground.account("view-users", "view-realm");
    if (!(await ground.switchOnScim())) return this.skip();
    for (let at = 0; at < GROUPS; at++) {
      ids.push(await client.groups.create({ name: `G${at}` }, ids.at(-1)));
    }
    const people = [...Array(PEOPLE).keys()].map((at) => `user${at}`);
    for (const [at, username] of [
      ...people,
      "service-account-iac-view-users-view-realm",
    ].entries()) {
      const id = (await client.users.find(username))?.id ?? "";
      // The last group stays empty.
      for (const group of [at % 4, (at * 5) % (GROUPS - 1)]) {
        await client.users.join(id, ids[group] ?? "");
      }
    }
  });
  after(() => ground.close());
  afterEach(() => (ground.between.fault = () => undefined));

  const isScim = (request: string) => request.endsWith("/scim/v2/Users");
  const isLogin = (request: string) => request.endsWith("/token");

  /** What a refresh reads, and how often it asked for lists of people and for logins. */
  const read = async (settings: Settings) => {
    const { org, between } = ground;
    between.met.length = 0;
    const { session } = ground.connect(settings);
    session.reads.expect("nodeMembers", org, 100);
    const members = await Promise.all(ids.map((id) => session.reads.nodeMembers.list({ org, id })));
    const asked = (what: (request: string) => boolean) => between.met.filter(what).length;
    return { members, scim: asked(isScim), logins: asked(isLogin), requests: between.met.length };
  };
  const oneByOne = async () => (await read({ ...account, batching: "false" })).members;

  it("has direct members only, also who may not sign in, and service accounts", async () => {
    const { members, scim, requests } = await read(account);
    assert.deepEqual(members, await oneByOne());
    assert.ok(members.flat().some((username) => username.startsWith("service-account-")));
    assert.deepEqual(members.at(-1), []);
    // The empty group is asked for by itself: that a list lacks it proves nothing.
    assert.deepEqual([scim, requests], [1, 8]);
  });

  it("makes the same snapshot as the members of each group", async () => {
    const { org } = ground;
    const { nodeMembers } = await ground.connect(account).backend.snapshot(org, ["nodeMembers"]);
    assert.ok(ground.between.met.some(isScim));
    const inEach = ids.map((id) => nodeMembers.get(id));
    assert.deepEqual(inEach, await oneByOne());
    const { nodeMembers: without } = await ground.connect().backend.snapshot(org, ["nodeMembers"]);
    assert.deepEqual(nodeMembers, without);
  });

  const refusals: Readonly<Record<string, FaultyAnswer>> = {
    "is not there": { status: 404, body: { error: "HTTP 404 Not Found" } },
    "may not be asked": { status: 403, body: { schemas: [ERROR], status: "403" } },
    "is for another audience": {
      ...{
        status: 401,
        body: { schemas: [ERROR], status: "401", detail: "Invalid token audience" },
      },
    },
    "is cut off half way": { body: '{"totalResults":12,"Resources":[{"id":' },
    "is of another form": { body: { totalResults: 12, Resources: [{ id: "1", name: "user1" }] } },
  };
  for (const [name, answer] of Object.entries(refusals)) {
    it(`is left alone for the session where it ${name}`, async () => {
      const wanted = await oneByOne();
      ground.between.fault = (request) => (isScim(request) ? answer : undefined);
      const { members, logins } = await read(account);
      assert.deepEqual(members, wanted);
      assert.equal(logins, 1);
      const { session } = ground.connect(account);
      const list = () => session.backend.list("nodeMembers", ground.org, 100);
      assert.deepEqual(await list(), { price: Infinity });
      ground.between.met.length = 0;
      assert.deepEqual(await list(), { price: Infinity });
      assert.deepEqual(ground.between.met, []);
    });
  }

  const others: Readonly<Record<string, (own: Listed) => unknown>> = {
    "lacks somebody": (own) => ({ ...own, Resources: own.Resources.slice(1) }),
    "lacks somebody, and counts so": (own) => ({
      ...{ ...own, totalResults: own.totalResults - 1, Resources: own.Resources.slice(1) },
    }),
    "names one person twice": (own) => ({
      ...{ ...own, Resources: [...own.Resources.slice(1), own.Resources[1]] },
    }),
    "shows nobody": (own) => ({ ...own, Resources: undefined }),
  };
  for (const [name, from] of Object.entries(others)) {
    it(`is not believed where it ${name}`, async () => {
      const wanted = await oneByOne();
      ground.between.fault = (request) =>
        isScim(request) ? { from: (own) => from(own as Listed) } : undefined;
      assert.deepEqual((await read(account)).members, wanted);
      const { nodeMembers } = await ground
        .connect(account)
        .backend.snapshot(ground.org, ["nodeMembers"]);
      const inEach = ids.map((id) => nodeMembers.get(id));
      assert.deepEqual(inEach, wanted);
    });
  }

  it("is asked for neither by an administrator nor where it takes more than it saves", async () => {
    assert.equal((await read(ground.settings)).scim, 0);
    const { session } = ground.connect(account);
    ground.between.met.length = 0;
    await session.backend.list("nodeMembers", ground.org, 3);
    assert.deepEqual(ground.between.met, []);
  });

  it("is off in a realm that does not switch it on", async () => {
    await ground.client.realm.update({ scimApiEnabled: false });
    const { members, scim } = await read(account);
    assert.deepEqual([members, scim], [await oneByOne(), 1]);
  });
});
