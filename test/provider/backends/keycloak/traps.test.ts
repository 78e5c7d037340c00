import assert from "node:assert/strict";
import {
  InvalidError,
  NotFoundError,
  ProviderError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../../provider/backends/errors";
import { org as orgKind } from "../../../../provider/kinds/org";
import { user as userKind } from "../../../../provider/kinds/user/user";
import { Declared } from "../../support/declared";
import { describeOn } from "../../conformance/system";
import { Ground, type Connected } from "./ground";

describeOn("keycloak")("a realm of Keycloak", function () {
  let ground: Ground;
  let to: Connected;
  let org: string;
  beforeEach(async () => {
    ground = await Ground.lay();
    to = ground.connect();
    ({ org } = ground);
    await to.backend.orgs.create({ name: "Acme" });
  });
  afterEach(() => ground.close());

  let made = 0;
  const node = async (name: string, parent = `${org}/department`) =>
    (await to.backend.nodes.create({ org, kind: "department", uid: `n${++made}`, name, parent }))
      .id;
  const parentOf = async (id: string) => (await ground.client.groups.get(id)).parentId;

  it("loses nothing of a person that nobody declared", async () => {
    const { client } = ground;
    const id = await client.users.create({
      ...{ username: "ada", firstName: "Ada", lastName: "King", email: "ada@acme.example" },
      ...{ emailVerified: true, requiredActions: ["CONFIGURE_TOTP"] },
      attributes: { costCentre: ["7"], phone: ["13800138000"] },
    });
    const { users } = to.backend;
    await users.update({ id: "ada" }, { nickname: "阿达" });
    await users.update({ id: "ada" }, { phone: "" });
    await users.update({ id: "ada" }, { name: "Ada Lovelace" });
    const { attributes, ...live } = await client.users.get(id);
    assert.deepEqual(attributes, { costCentre: ["7"], nickname: ["阿达"] });
    assert.equal(live.email, "ada@acme.example");
    assert.deepEqual([live.firstName, live.lastName], ["Ada", "Lovelace"]);
    assert.deepEqual(live.requiredActions, ["CONFIGURE_TOTP"]);
    assert.equal(Reflect.get(live, "emailVerified"), true);
    assert.equal(live.enabled, true);
  });

  it("refuses at preview what its profile would drop, and names the setting", async () => {
    const profile = await ground.client.realm.profile();
    const { unmanagedAttributePolicy: _, ...strict } = profile;
    const gender = { name: "gender", permissions: { view: ["admin"], edit: ["admin"] } };
    await ground.client.realm.setProfile({
      ...{ ...strict, attributes: [...strict.attributes, gender] },
    });
    const { session, backend } = ground.connect();
    const inputs = { username: "ada", phone: "13800138000", gender: "female" };
    const failures = await new Declared(userKind, session).failures(inputs);
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["phone"],
    );
    assert.match(String(failures[0]?.reason), /drops phone .*unmanagedAttributePolicy/);
    await assert.rejects(
      backend.users.create({ username: "ada", phone: "13800138000" }),
      /drops phone/,
    );
    assert.equal(await ground.client.users.find("ada"), undefined);
    await backend.users.create({ username: "ada", gender: "female" });
  });

  it("does not take a perm for gone that is renamed while its holders are asked for", async () => {
    const { perms, grants, users } = to.backend;
    const { id } = await perms.create({ scope: org, name: "Sign" });
    await users.create({ username: "ada" });
    await grants.change(
      { id },
      { add: [{ kind: "user", id: "ada", effect: "allow" }], remove: [] },
    );
    const gone = { status: 404, body: { error: "Could not find role" } };
    const missing = (times: number) => {
      let met = 0;
      ground.between.fault = (request) =>
        /\/roles\/Sign\/users$/.test(request) && ++met <= times ? gone : undefined;
    };
    missing(1);
    assert.deepEqual(
      (await grants.list({ id })).map((one) => one.id),
      ["ada"],
    );
    missing(Infinity);
    await assert.rejects(grants.list({ id }), UnavailableError);
    await ground.client.roles.delete(id);
    await assert.rejects(grants.list({ id }), NotFoundError);
  });

  it("keeps descriptions over a rename, and the key and roles of a group", async () => {
    const id = await node("Lab");
    const { client } = ground;
    await client.groups.update(id, { name: "Lab", description: "by hand" });
    await to.backend.nodes.update({ org, id }, { name: "Laboratory" });
    const live = await client.groups.get(id);
    assert.deepEqual([live.name, live.description], ["Laboratory", "by hand"]);
    assert.deepEqual(live.attributes?.["pulumi-identity.kind"], ["department"]);
    const perm = await to.backend.perms.create({ scope: org, name: "P", description: "kept" });
    await to.backend.perms.update({ id: perm.id }, { name: "Q" });
    assert.equal((await client.roles.get(perm.id)).description, "kept");
  });

  it("gives no description to a group or a role that has none", async () => {
    const { client } = ground;
    const group = await client.groups.create({ name: "Lab" });
    await to.backend.nodes.update({ org, id: group }, { name: "Laboratory" });
    const { description: ofGroup, name: renamed } = await client.groups.get(group);
    assert.deepEqual([renamed, ofGroup ?? "none"], ["Laboratory", "none"]);
    const perm = await to.backend.perms.create({ scope: org, name: "P" });
    await to.backend.perms.update({ id: perm.id }, { name: "Q" });
    const { description: ofRole, name } = await client.roles.get(perm.id);
    assert.deepEqual([name, ofRole ?? "none"], ["Q", "none"]);
  });

  it("makes a group by one request, below one that it has made, and none below one that is gone", async () => {
    const { backend, events } = ground.connect();
    const make = (name: string, parent = `${org}/department`) =>
      backend.nodes.create({ org, kind: "department", uid: name, name, parent });
    const top = await make("top");
    const below = await make("below", top.id);
    const asked = events.filter(({ path }) => !path.includes("token"));
    assert.deepEqual(
      asked.map(({ method }) => method),
      ["POST", "POST"],
    );
    assert.deepEqual(await backend.nodes.get({ org, id: below.id }), below);
    assert.deepEqual(await backend.nodes.get({ org, id: top.id }), top);
    await ground.client.groups.delete(top.id);
    await assert.rejects(make("late", top.id), (error: Error) => {
      assert.ok(error instanceof InvalidError);
      return error.message === `there is no node ${top.id}`;
    });
  });

  it("moves a branch of 40 by one request, and nobody loses anything", async () => {
    const [from, target] = [await node("From"), await node("To")];
    const top = await node("Top", from);
    const inner = await Promise.all(Array.from({ length: 39 }, (_, at) => node(`G${at}`, top)));
    const people = ["ada", "bob", "eve"];
    for (const username of people) await to.backend.users.create({ username });
    const perm = await to.backend.perms.create({ scope: org, name: "Deploy" });
    const branch = [top, ...inner];
    for (const [at, id] of branch.entries()) {
      const add = people.slice(at % 3);
      await to.backend.nodeMembers.change({ org, id }, { add, remove: [] });
    }
    const add = branch.map((id) => ({ kind: "node", id, effect: "allow" }) as const);
    await to.backend.grants.change({ id: perm.id }, { add, remove: [] });
    const parts = ["nodes", "nodeMembers", "perms", "grants"] as const;
    const before = await to.backend.snapshot(org, parts);

    const { backend, events } = ground.connect();
    const writes = () =>
      events
        .filter(({ method, path }) => method !== "GET" && !path.includes("token"))
        .map(({ method, path }) => `${method} ${path.replace("admin/realms/:realm/", "")}`);
    await backend.nodes.update({ org, id: top }, { parent: target });
    assert.deepEqual(writes(), ["POST groups/:parent/children"]);

    const { nodes, ...after } = await backend.snapshot(org, parts);
    assert.equal(nodes.get(top)?.parent, target);
    const { nodes: nodesBefore, ...rest } = before;
    assert.deepEqual(after, rest);
    const others = [...nodesBefore.values()].filter(({ id }) => id !== top);
    assert.deepEqual(
      others.map(({ id }) => nodes.get(id)),
      others,
    );
    await backend.nodes.update({ org, id: top }, { parent: from, name: "Top 2" });
    assert.deepEqual(writes().slice(1), ["PUT groups/:id", "POST groups/:parent/children"]);
  });

  it("moves and renames where only the old place, or only the new one, has the name", async () => {
    const [a, b] = [await node("A"), await node("B")];
    const x = await node("X", a);
    await node("Y", a);
    await to.backend.nodes.update({ org, id: x }, { name: "Y", parent: b });
    assert.deepEqual([(await ground.client.groups.get(x)).name, await parentOf(x)], ["Y", b]);
    await node("Y2", a);
    await to.backend.nodes.update({ org, id: x }, { name: "Z", parent: a });
    assert.deepEqual([(await ground.client.groups.get(x)).name, await parentOf(x)], ["Z", a]);
    const clash = to.backend.nodes.update({ org, id: x }, { name: "Y" });
    await assert.rejects(clash, /a group "Y" exists already at this place/);
  });

  it("makes no circle of moves at once, in whatever order they come", async () => {
    const pairs = await Promise.all(
      Array.from(
        { length: 5 },
        async (_, at) => [await node(`X${at}`), await node(`Y${at}`)] as const,
      ),
    );
    const move = (id: string, parent: string) => to.backend.nodes.update({ org, id }, { parent });
    const moves = pairs.map(async ([x, y]) => {
      const both = await Promise.allSettled([move(x, y), move(y, x)]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      // The two change places: the one below comes up in the same run, and the other one goes below.
      const [above, below] = (await parentOf(x)) === y ? [y, x] : [x, y];
      await Promise.all([move(above, below), move(below, `${org}/department`)]);
      assert.equal(await parentOf(above), below);
    });
    await Promise.all(moves);
    const { nodes } = await to.backend.snapshot(org, ["nodes"]);
    assert.equal(nodes.size, 11);
  });

  it("takes joins of one person at once for done", async () => {
    const id = await node("Team");
    await to.backend.users.create({ username: "ada" });
    const join = () => to.backend.nodeMembers.change({ org, id }, { add: ["ada"], remove: [] });
    await Promise.all(Array.from({ length: 8 }, join));
    assert.deepEqual(await to.backend.nodeMembers.list({ org, id }), ["ada"]);
  });

  const inGroup = async (username: string, node: string) => {
    await to.backend.users.create({ username, node });
    return (await to.backend.users.contents({ id: username })).map(({ id }) => id);
  };

  it("puts a new person into the group that is meant, also where another moves to its place", async () => {
    const [above, other] = [await node("Above"), await node("Other")];
    const [meant, second] = [await node("Team", above), await node("Team", other)];
    assert.deepEqual(await inGroup("ada", meant), [meant]);
    const before = to.events.length;
    await to.backend.users.create({ username: "han", node: meant });
    const paths = to.events.slice(before).map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(
      paths.map((one) => one.replace("admin/realms/:realm/", "")),
      ["GET group-by-path/:name/:name", "POST users", "GET users/:id"],
    );
    await ground.client.groups.move(meant, "Team");
    await ground.client.groups.move(second, "Team", above);
    assert.deepEqual(await inGroup("grace", meant), [meant]);
    assert.deepEqual(await inGroup("wang", second), [second]);
  });

  it("puts nobody into a group whose path leads to another, or nowhere", async () => {
    const above = await node("R");
    const [below, slash] = [await node("D", above), await node("R/D")];
    const all = [below, slash, await node(".."), await node("a;b"), await node("50%/ü", below)];
    const places = await Promise.all(all.map((id, at) => inGroup(`p${at}x`, id)));
    const found = places.map((there, at) => there.map((id) => id === all[at]));
    assert.deepEqual(found, [[true], [], [], [true], [true]]);
  });

  it("is not believed where its answer is cut off half way", async () => {
    await node("Engineering");
    ground.between.fault = (request) =>
      request.startsWith("GET") && request.endsWith("/groups")
        ? { body: '[{"id":"1","name":"Engine' }
        : undefined;
    const read = ground.connect().backend.snapshot(org, ["nodes"]);
    await assert.rejects(read, UnexpectedResponseError);
  });

  it("lets in whoever is made, and is on itself: off is what the server makes of silence", async () => {
    const password = "A-first-S3cret!";
    await to.backend.users.create({ username: "ada", password });
    assert.equal(await to.backend.users.signsIn({ id: "ada" }, password), true);
    assert.equal((await ground.client.realm.get()).enabled, true);
  });

  it("tells of all groups below one, and all people in one, where a page has ten or a hundred", async () => {
    const { client } = ground;
    const top = await node("Top");
    const below = await Promise.all(Array.from({ length: 12 }, (_, at) => node(`G${at}`, top)));
    const children = await to.backend.nodes.children({ org, id: top });
    assert.deepEqual(children.map(({ id }) => id).sort(), below.sort());
    const names = Array.from({ length: 105 }, (_, at) => `user${at}`);
    const ids = await Promise.all(names.map((username) => client.users.create({ username })));
    await Promise.all(ids.map((id) => client.users.join(id, top)));
    const members = await to.backend.nodeMembers.list({ org, id: top });
    assert.deepEqual(members.toSorted(), names.sort());
  });

  it("shows at the top whom a delete beside their create has left without a parent", async () => {
    const lost = await node("Lost");
    const inside = await node("Inside", lost);
    const parentId = "00000000-0000-4000-8000-000000000000";
    ground.between.fault = (request) =>
      /^GET \S+\/groups$/.test(request) ? { from: (own) => orphaned(own) } : undefined;
    const orphaned = (own: unknown) =>
      Array.isArray(own)
        ? own.map((one: { id: string }) => (one.id === lost ? { ...one, parentId } : one))
        : own;
    const { nodes } = await ground.connect().backend.snapshot(org, ["nodes"]);
    assert.deepEqual(
      [nodes.get(lost)?.parent, nodes.get(inside)?.parent],
      [`${org}/department`, lost],
    );
  });

  it("shows whom somebody makes between a list and its count, and takes that for no missing right", async () => {
    await ground.client.users.create({ username: "ada" });
    let isFirst = true;
    // As it was just before.
    const before = (list: RegExp) => (request: string) => {
      if (!isFirst || !list.test(request)) return undefined;
      isFirst = false;
      return { body: [] };
    };
    ground.between.fault = before(/^GET \S+\/users$/);
    const { users } = await ground.connect().backend.snapshot("tenant", ["users"]);
    assert.deepEqual([...users.keys()], ["ada"]);
    const { client } = ground;
    await client.groups.create({ name: "Made by hand" });
    isFirst = true;
    ground.between.fault = before(/^GET \S+\/groups$/);
    const key = { org, kind: "group", uid: "nobody" } as const;
    assert.deepEqual(await ground.connect().backend.nodes.find(key), []);
  });

  it("has nobody before it is made, so that a plan of it can be told", async () => {
    const { backend } = ground.connect({ ...ground.settings, realm: `${org}-not-yet` });
    const { users } = await backend.snapshot("tenant", ["users"]);
    assert.deepEqual([...users], []);
    assert.deepEqual(await backend.orgs.list(), []);
  });

  it("shows a group that says no kind as of the kind of the one above it", async () => {
    const { client } = ground;
    const top = await node("Top");
    const inside = await client.groups.create({ name: "Inside" }, top);
    const lower = await client.groups.create({ name: "Lower" }, inside);
    const alone = await client.groups.create({ name: "Alone" });
    const { nodes } = await to.backend.snapshot(org, ["nodes"]);
    const kinds = [inside, lower, alone].map((id) => nodes.get(id)?.kind);
    assert.deepEqual(kinds, ["department", "department", "group"]);
    const { kind } = (await to.backend.nodes.placeOf(lower)) ?? assert.fail();
    assert.equal(kind, "department");
  });

  it("is not deleted with people whom nobody declares", async () => {
    const declared = new Declared(orgKind, ground.connect().session, "acme");
    await declared.create({ name: "Acme", adopt: "ifExists" });
    await ground.client.users.create({ username: "ada" });
    await assert.rejects(declared.delete(), (error: Error) => {
      assert.ok(error instanceof ProviderError);
      return /still holds 1: user ada/.test(error.message);
    });
    const live = await ground.client.realm.get();
    assert.equal(live.realm, org);
  });

  it("has nothing by itself that would be drift", async () => {
    const all = await to.backend.snapshot(org, ["nodes", "orgMembers", "apps", "perms", "grants"]);
    assert.deepEqual(
      [...all.nodes.values()].filter(({ builtIn }) => !builtIn),
      [],
    );
    assert.deepEqual([...all.apps, ...all.perms, ...all.grants, ...all.orgMembers], []);
  });

  it("tells no secret of a client but as one, and no private key", async () => {
    const oauth = { redirectUris: ["https://ci.example/cb"] };
    const app = await to.backend.apps.create({ org, uid: "ci", name: "CI", oauth });
    const { clientSecret, ...rest } = app;
    assert.ok(clientSecret && !JSON.stringify(rest).includes(clientSecret));
    const saml = { entityId: "https://wiki.example", metadata: "<E/>" };
    const wiki = await to.backend.apps.create({ org, uid: "wiki", name: "Wiki", saml });
    assert.doesNotMatch(JSON.stringify(wiki), /private/);
    const renewed = await to.backend.apps.update({ org, id: app.id }, { renewCredentials: true });
    assert.notEqual(renewed.clientSecret, clientSecret);
  });

  it("says who did what, where it keeps that", async () => {
    const { client } = ground;
    await client.realm.update({ adminEventsEnabled: true, adminEventsDetailsEnabled: true });
    const id = await node("Lab <script>|");
    await to.backend.users.create({ username: "ada", name: "Ada" });
    await to.backend.nodeMembers.change({ org, id }, { add: ["ada"], remove: [] });
    await to.backend.nodes.update({ org, id }, { parent: await node("Above") });
    const seen: string[] = [];
    for await (const event of to.backend.history?.(org, 50) ?? []) {
      if (!event.isAbout("Lab <script>|")) continue;
      assert.equal(event.actor, "admin");
      seen.push(`${event.act} ${event.part} ${event.people.join()}`.trim());
    }
    assert.deepEqual(seen, ["move nodes", "add nodeMembers ada", "add nodes"]);
    const people: string[] = [];
    for await (const event of to.backend.history?.(undefined, 50) ?? []) {
      if (event.part === "users" && event.isAbout("ada")) people.push(event.act);
    }
    assert.deepEqual(people, ["add"]);
  });
});
