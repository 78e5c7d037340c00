import assert from "node:assert/strict";
import {
  ConfigurationError,
  MissingRightError,
  NotFoundError,
  UnavailableError,
} from "../../../provider/backends/errors";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { user } from "../../../provider/kinds/user/user";
import type { Session } from "../../../provider/run/session";
import { proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

/** An object of the state: its handler, id and outputs. */
type Known = readonly [handler: Kind, id: string, state: Values];

describe("reading", () => {
  let server: TestServer;
  let acme: MadeOrg;
  let owner: string;
  let manager: string;
  let outsider: string;
  let live: Known[];

  before(async () => {
    server = await TestServer.start();
    [owner, manager, outsider] = [
      await server.personWithToken("owner1"),
      await server.personWithToken("manager1"),
      await server.personWithToken("outsider1"),
    ];
    acme = await server.org("Acme", owner);
    const mine = await server.node(acme.root("department"), "mine");
    await server.node(acme.root("department"), "other");
    const managers = await server.node(acme.root("manager"), "managers", {
      manager_group: { nodes: [mine], scope_subject: 2 },
    });
    await server.join(managers, "manager1");
    const state = { org: acme.oid, kind: "department", uid: "other", name: "other" };
    live = [
      [org, acme.oid, { name: "Acme" }],
      [node, "d_other", state],
      [nodeMembers, "d_other", { node: "d_other", users: {}, org: acme.oid }],
      [user, "outsider1", { username: "outsider1" }],
    ];
  });
  after(() => server.close());

  const as = (token: string) => server.session({ token }).session;
  const gone = (id: string): Known[] => [
    [node, `d_${id}`, { org: acme.oid, kind: "department", uid: id }],
    [nodeMembers, `d_${id}`, { node: `d_${id}`, users: {}, org: acme.oid }],
  ];
  const read = ([handler, id, state]: Known, session: Session) => handler.read(session, id, state);
  const outcome = (known: Known, session: Session) =>
    read(known, session).then(
      () => "read",
      (error: Error) => error.name,
    );
  const outcomes = (known: Known[], session: Session) =>
    Promise.all(known.map((one) => outcome(one, session)));

  it("shows all to an administrator", async () => {
    const { session } = server.session();
    assert.deepEqual(await outcomes(live, session), ["read", "read", "read", "read"]);
  });

  it("shows an org's owner what is his, and of people says which right is missing", async () => {
    const seen = await outcomes(live, as(owner));
    assert.deepEqual(seen, ["read", "read", "read", "MissingRightError"]);
  });

  for (const [who, token] of [
    ["a manager of another department", () => manager],
    ["an outsider", () => outsider],
  ] as const) {
    it(`never makes what lives look gone to ${who}`, async () => {
      const seen = await outcomes(live.slice(1), as(token()));
      assert.deepEqual(new Set(seen), new Set(["MissingRightError"]));
    });

    it(`never makes what is gone look gone to ${who}`, async () => {
      const [first = ""] = await outcomes(gone("vanished"), as(token()));
      assert.equal(first, "MissingRightError");
    });
  }

  it("names the right that is missing", async () => {
    const [, department, , person] = live;
    await assert.rejects(read(department as Known, as(outsider)), /org owner's/);
    await assert.rejects(read(person as Known, as(outsider)), /system administrator's/);
  });

  it("believes in an absence where the caller would see", async () => {
    for (const session of [server.session().session, as(owner)]) {
      const seen = await outcomes(gone("vanished"), session);
      assert.deepEqual(seen, ["NotFoundError", "NotFoundError"]);
    }
    const person: Known = [user, "nobody1", { username: "nobody1" }];
    await assert.rejects(read(person, server.session().session), NotFoundError);
  });

  it("believes in the absence of an org, and of what was in it", async () => {
    const other = await server.org("Short-lived");
    await server.send("DELETE", `org/${other.oid}/`);
    const state = { org: other.oid, kind: "department", uid: "x" };
    for (const session of [server.session().session, as(outsider)]) {
      assert.equal(await outcome([org, other.oid, { name: "x" }], session), "NotFoundError");
      assert.equal(await outcome([node, "d_shortlived", state], session), "NotFoundError");
    }
  });

  it("believes an administrator also when the root of the org was deleted by hand", async () => {
    const rootless = await server.org("Rootless");
    await server.send("DELETE", `node/${rootless.root("department")}/`);
    const known: Known = [node, "d_rootless", { org: rootless.oid, kind: "department" }];
    assert.equal(await outcome(known, server.session().session), "NotFoundError");
  });

  it("stops at a token that the server refuses, naming the setting", async () => {
    for (const known of live) {
      await assert.rejects(read(known, as("nonsense")), (error: Error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, /identity:token/);
        assert.doesNotMatch(error.message, /nonsense/);
        return true;
      });
    }
  });

  it("stops where there is no server, naming the setting", async () => {
    const closed = await proxy(server.url);
    await closed.close();
    const { session } = server.session({ url: closed.url, timeout: "1" });
    await assert.rejects(read(live[0] as Known, session), (error: Error) => {
      assert.ok(error instanceof UnavailableError);
      assert.match(error.message, /identity:url/);
      return true;
    });
  }).timeout(15_000);

  for (const status of [403, 500] as const) {
    it(`stops at a ${status}, whatever the object`, async () => {
      const between = await proxy(server.url);
      const { session } = server.session({ url: between.url });
      await session.tenant.verify();
      between.fault = () => (status === 403 ? "deny" : "refuse");
      const expected = status === 403 ? MissingRightError : UnavailableError;
      for (const known of status === 403 ? live : live.slice(1, 2)) {
        await assert.rejects(read(known, session), expected);
      }
      await between.close();
    }).timeout(15_000);
  }
});
