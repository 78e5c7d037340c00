import assert from "node:assert/strict";
import type { Group } from "../../../../sdk/keycloak";
import { describeOn } from "../../conformance/system";
import { Ground } from "./ground";

const GROUPS = 500;
const PEOPLE = 300;
const LISTS = 200;

describeOn("keycloak")("a refresh of 1,000 objects of a realm", function () {
  let ground: Ground;
  const all: Group[] = [];
  let lists: string[];
  before(async () => {
    ground = await Ground.lay();
    const group = (at: number) => ({ name: `G${at}`, attributes: { [UID]: [`g${at}`] } });
    const member = (at: number) => [`/G${at % LISTS}`, `/G${(at * 7) % LISTS}`];
    await ground.client.realm.create({
      displayName: "Acme",
      groups: Array.from({ length: GROUPS }, (_, at) => group(at)),
      users: Array.from({ length: PEOPLE }, (_, at) => ({
        ...{ username: `user${at}`, enabled: true, groups: [...new Set(member(at))] },
      })),
    });
    for await (const one of ground.client.groups.list()) all.push(one);
    lists = all.filter(({ name }) => Number(name.slice(1)) < LISTS).map(({ id }) => id);
  });
  after(() => ground.close());
  const UID = "pulumi-identity.uid";

  /** Reads all as a refresh does. */
  const refresh = async (settings: Readonly<Record<string, string>>) => {
    const { org } = ground;
    const { session, events } = ground.connect(settings);
    const { reads } = session;
    const groups = await Promise.all(all.map(({ id }) => reads.nodes.get({ org, id })));
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, at) => reads.users.get({ id: `user${at}` })),
    );
    const members = await Promise.all(lists.map((id) => reads.nodeMembers.list({ org, id })));
    assert.deepEqual([groups.length, people.length, members.length], [GROUPS, PEOPLE, LISTS]);
    assert.ok(members.every((usernames) => usernames.length > 0));
    return { members, requests: events.filter(({ path }) => !path.includes("token")).length };
  };

  it("takes at most 220 requests, and one by one 1,000", async () => {
    const batched = await refresh(ground.settings);
    const single = await refresh({ ...ground.settings, batching: "false" });
    assert.ok(batched.requests <= 220, `${batched.requests} requests`);
    assert.ok(single.requests >= 1_000, `${single.requests} requests`);
    assert.deepEqual(batched.members, single.members);
  });

  it("takes at most 30 where the realm lists people with their groups", async function () {
    const account = await ground.account("view-users", "view-realm");
    if (!(await ground.switchOnScim())) return this.skip();
    const batched = await refresh(account);
    assert.ok(batched.requests <= 30, `${batched.requests} requests`);
    const single = await refresh({ ...account, batching: "false" });
    assert.deepEqual(batched.members, single.members);
  });

  it("takes a snapshot by pages, and members by the shorter way", async () => {
    const { backend, events } = ground.connect();
    const parts = ["nodes", "orgMembers", "apps", "perms", "grants"] as const;
    const { nodes, orgMembers } = await backend.snapshot(ground.org, parts);
    assert.deepEqual([nodes.size, orgMembers.length], [GROUPS + 1, PEOPLE]);
    assert.ok(events.length <= 10, `${events.length} requests`);
    const members = await backend.snapshot(ground.org, ["nodeMembers"]);
    assert.equal([...members.nodeMembers.values()].flat().length > PEOPLE, true);
    assert.ok(events.length <= 10 + PEOPLE + 10, `${events.length} requests`);
  });
});
