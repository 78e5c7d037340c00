import assert from "node:assert/strict";
import fc from "fast-check";
import type { Contents, PersonEntry } from "../../../../provider/adapters/bulk/contents";
import { systems, type System } from "../../conformance/system";
import { BulkStack } from "./bulk-stack";

const SETTINGS = { userDeleteLimit: "100%" };
const POLICY = { mode: "exact", removalLimit: "100%", initialPasswordSecret: "seed" };
const USERNAMES = ["user1x", "user2x", "user3x", "user4x", "user5x"];
const EMAILS = ["a@acme.example", "b@acme.example", "c@acme.example"];
const KEYS = ["p0", "p1", "p2", "p3"];

/** For each key a person, with what they choose of what is still there. */
const drawn = fc.array(
  fc.option(fc.record({ username: fc.nat(4), email: fc.nat(4) }), { nil: undefined }),
  { minLength: KEYS.length, maxLength: KEYS.length },
);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
type People = Readonly<Record<string, PersonEntry>>;

/** People of whom no two have the same; who was there before keeps the username. */
function peopleOf(tree: Drawn, before: People): People {
  const taken = KEYS.flatMap((key, index) => (tree[index] && before[key]?.username) ?? []);
  const [usernames, emails] = [USERNAMES.filter((one) => !taken.includes(one)), [...EMAILS]];
  const take = (from: string[], index: number) => from.splice(index % from.length, 1)[0] ?? "";
  const entries = KEYS.flatMap((key, index) => {
    const one = tree[index];
    if (one === undefined) return [];
    const username = before[key]?.username ?? take(usernames, one.username);
    const email = one.email < emails.length ? take(emails, one.email) : null;
    return [[key, { username, email }] as const];
  });
  return Object.fromEntries(entries);
}

function contentsOf(people: People): Contents {
  const members = Object.fromEntries(Object.keys(people).map((key) => [key, "member"]));
  return { nodes: { team: { kind: "department", name: "Team", people: members } }, people };
}

for (const [name, start] of Object.entries(systems)) {
  describe(`what only one person can have, in a bulk resource on ${name}`, function () {
    this.timeout(120_000);
    let system: System;
    let org: string;
    let stack: BulkStack;
    before(async () => {
      system = await start();
      ({ id: org } = await system.behind.orgs.create({ name: "Acme", uid: "acme" }));
    });
    beforeEach(fresh);
    afterEach(async () => {
      if (stack.id !== "") await stack.destroy();
    });
    after(() => system.close());

    function fresh() {
      stack = new BulkStack(system.session(SETTINGS).session.configuration, org);
    }

    const live = async (username: string) => (await system.behind.users.find({ username }))[0];
    const userIdOf = (key: string) => stack.held.get(`User acme/${key}`)?.outputs.userId;

    async function requireOnServer(people: People) {
      const all = Object.entries(people);
      for (const username of USERNAMES) {
        const [key, one] = all.find(([, entry]) => entry.username === username) ?? [];
        const found = await live(username);
        assert.equal(found?.email, one && (one.email ?? ""));
        if (key !== undefined) assert.equal(found?.userId, userIdOf(key));
      }
      const { id = "" } = stack.held.get("Node acme/team") ?? {};
      const members = await system.behind.nodeMembers.list({ org, id });
      assert.deepEqual([...members].sort(), all.map(([, one]) => one.username).sort());
    }

    it("changes hands in one step, whatever two trees say", async () => {
      await fc.assert(
        fc.asyncProperty(drawn, drawn, async (one, other) => {
          const first = peopleOf(one, {});
          const second = peopleOf(other, first);
          assert.deepEqual(await stack.up(contentsOf(first), POLICY), []);
          await requireOnServer(first);
          const ids = new Map(KEYS.map((key) => [key, userIdOf(key)]));
          assert.deepEqual(await stack.up(contentsOf(second), POLICY), []);
          await requireOnServer(second);
          assert.deepEqual(await stack.plan(contentsOf(second), POLICY), []);
          for (const key of Object.keys(second).filter((kept) => kept in first)) {
            assert.equal(userIdOf(key), ids.get(key));
          }
          await stack.destroy();
          fresh();
        }),
        { numRuns: 10 },
      );
    });

    const person = (username: string, rest: object = {}) => ({ username, ...rest });
    const upTo = async (people: People, policy: object = {}) => {
      assert.deepEqual(await stack.up(contentsOf(people), { ...POLICY, ...policy }), []);
      assert.deepEqual(await stack.plan(contentsOf(people), { ...POLICY, ...policy }), []);
    };

    it("is freed by who is kept for some days, who gets it again when they return", async () => {
      const policy = { graceDays: 7 };
      const p0 = person("user1x", { email: "a@acme.example", phone: "13800000001" });
      await upTo({ p0 }, policy);
      const heir = person("user2x", { email: "a@acme.example", phone: "13800000001" });
      await upTo({ p1: heir }, policy);
      assert.equal((await live("user1x"))?.email, "");
      assert.equal((await live("user2x"))?.phone, "13800000001");
      await upTo({ p0, p1: person("user2x", { email: null, phone: null }) }, policy);
      assert.equal((await live("user1x"))?.email, "a@acme.example");
      assert.equal((await live("user2x"))?.phone, "");
    });

    it("is left to whom the step leaves alone", async () => {
      const policy = { onRemove: "keep" };
      await upTo({ p0: person("user1x", { email: "a@acme.example" }) }, policy);
      const people = { p1: person("user2x", { email: "a@acme.example" }) };
      const [reason] = await stack.up(contentsOf(people), { ...POLICY, ...policy });
      assert.match(String(reason), /acme\/p1: /);
      assert.equal((await live("user1x"))?.email, "a@acme.example");
      await system.behind.users.delete({ id: "user1x" });
    });

    it("is refused at the preview where it is the username of an account that stays", async () => {
      await upTo({ p0: person("user1x") }, { graceDays: 7 });
      const plan = stack.plan(contentsOf({ p1: person("user1x") }), { ...POLICY, graceDays: 7 });
      await assert.rejects(
        plan,
        /p1 can't have the username "user1x": p0 leaves, and the account is kept; .* previously: \["p0"\]/,
      );
    });

    it("goes on with the account of a username that may be taken over", async () => {
      await upTo({ p0: person("user1x") });
      const userId = userIdOf("p0");
      await upTo({ p1: person("user1x") }, { adopt: "ifExists" });
      assert.equal(userIdOf("p1"), userId);
    });

    if (name === "authing") {
      it("is a username that one gives up and another one gets", async () => {
        await upTo({ p0: person("user1x"), p1: person("user2x"), p2: person("user3x") });
        const ids = ["p0", "p1", "p2"].map(userIdOf);
        await upTo({ p0: person("user2x"), p1: person("user3x"), p2: person("user4x") });
        assert.deepEqual(["p0", "p1", "p2"].map(userIdOf), ids);
        assert.equal((await live("user2x"))?.userId, ids[0]);
      });
    }
  });
}
