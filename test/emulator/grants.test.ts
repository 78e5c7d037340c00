import assert from "node:assert/strict";
import { TestServer } from "./client";

describe("permissions", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    const org = await server.org("Acme");
    const root = `d_${String(org["dept_uid"])}`;
    await server.send("POST", `node/${root}/node/`, { name: "Dev", uid: "dev" });
    await server.send("POST", "node/d_dev/node/", { name: "Sub", uid: "sub" });
    await server.send("POST", "user/", { user: { username: "emp1" }, node_uids: ["d_sub"] });
    await server.send("POST", "perm/", { scope: "portal", name: "导出" });
  });
  afterEach(() => server.close());

  const PERM = "app_portal_daochu";
  const grant = (owner: string, status: number) =>
    server.send("PATCH", `perm/${owner}/`, { perm_statuses: [{ uid: PERM, status }] });
  const ofUser = async () => {
    const { body } = await server.send("GET", `user/emp1/perm/${PERM}/`);
    return { status: body["status"], value: body["value"], source: body["source"] };
  };

  it("come to a user from a department far above them", async () => {
    await grant("node/d_dev", 1);
    const { status, value, source } = await ofUser();
    assert.deepEqual([status, value], [0, true]);
    assert.equal((source as { node_uid: string }[])[0]?.node_uid, "d_dev");
  });

  it("are refused by a nearer node, and by the user's own denial", async () => {
    await grant("node/d_dev", 1);
    await grant("node/d_sub", -1);
    assert.equal((await ofUser()).value, false);
    await grant("node/d_sub", 0);
    await grant("user/emp1", -1);
    assert.equal((await ofUser()).value, false);
  });

  it("go with the department that a user moves out of", async () => {
    await grant("node/d_dev", 1);
    await server.send("PATCH", "node/d_sub/user/", { subject: "delete", user_uids: ["emp1"] });
    assert.equal((await ofUser()).value, false);
  });

  it("are written through the owner endpoint, also where no row is yet", async () => {
    const org = await server.org("Other");
    const app = { name: "Young", uid: "young" };
    await server.send("POST", `org/${String(org["oid"])}/app/`, app);
    const path = "perm/app_young_access/owner/";
    assert.equal((await server.send("GET", "user/emp1/perm/app_young_access/")).status, 404);
    await server.send("PATCH", path, {
      user_perm_status: [
        { uid: "emp1", status: 1 },
        { uid: "ghost", status: 1 },
      ],
      node_perm_status: [{ uid: "d_dev", status: -1 }],
    });
    const granted = await server.send("GET", `${path}?status=1`);
    assert.deepEqual(granted.body["results"], [{ name: "", uid: "emp1", subject: "user" }]);
    await server.send("PATCH", path, { clean: true });
    assert.equal((await server.send("GET", `${path}?status=1`)).body["count"], 0);
  });

  it("make a system administrator", async () => {
    const token = await server.user("boss1");
    assert.equal((await server.send("GET", "user/", undefined, token)).status, 403);
    await server.send("PATCH", "perm/system_oneid_all/owner/", {
      user_perm_status: [{ uid: "boss1", status: 1 }],
    });
    assert.equal((await server.send("GET", "user/", undefined, token)).status, 200);
  });

  it("change nothing when one of them is wrong", async () => {
    const { status } = await server.send("PATCH", "perm/user/emp1/", {
      perm_statuses: [
        { uid: PERM, status: 1 },
        { uid: "ghost", status: 1 },
      ],
    });
    assert.equal(status, 400);
    assert.equal((await ofUser()).status, 0);
  });
});
