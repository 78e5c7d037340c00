import assert from "node:assert/strict";
import { org } from "../../../../provider/kinds/org";
import { Declared } from "../../support/declared";
import { TestServer } from "../../support/test-server";
import { rootOf } from "../../support/root-of";

describe("the apps and perms of an Org", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start();
  });
  after(() => server.close());

  const declare = () => new Declared(org, server.session().session);
  const app = (oid: string, uid: string) =>
    server.send("POST", `org/${oid}/app/`, { uid, name: uid });
  const perm = async (scope: string, name: string) =>
    String((await server.send("POST", "perm/", { scope, name })).body.uid);
  const perms = async (subject: string) => (await server.get(`perm/?subject=${subject}`)).count;

  it("keep it from being deleted, by name", async () => {
    const made = await declare().create({ name: "Holding" });
    await app(made.id, "portal");
    const audit = await perm(made.id, "Audit");
    await assert.rejects(made.delete(), (error: Error) => {
      assert.match(error.message, /still holds 2: app portal/);
      return error.message.includes(`perm Audit (${audit})`);
    });
    assert.deepEqual([await server.status(`org/${made.id}/`), await perms(made.id)], [200, 5]);
  });

  it("go with it by forceDestroy, and nothing stays behind", async () => {
    const made = await declare().create({ name: "Doomed", forceDestroy: true });
    await app(made.id, "doomed");
    const audit = await perm(made.id, "Audit");
    await made.delete();
    const gone = [`org/${made.id}/`, `org/x/app/doomed/`, `perm/${audit}/`];
    for (const path of gone) assert.equal(await server.status(path), 404, path);
    assert.equal(await perms(made.id), 0);
  });

  it("are not those of another org, though an administrator's list of apps holds all", async () => {
    const other = await server.org("Other");
    await app(other.oid, "others");
    await perm(other.oid, "Audit");
    const made = await declare().create({ name: "Empty", forceDestroy: true });
    await made.delete();
    assert.equal(await server.status("org/x/app/others/"), 200);
    assert.deepEqual([await perms(other.oid), await perms(made.id)], [5, 0]);
  });

  it("are found in the default group of apps, and by their manager groups", async () => {
    const made = await declare().create({ name: "Sorted" });
    const { default_app_group_uid: group } = await server.get(`org/${made.id}/`);
    const { body } = await app(made.id, "ungrouped");
    await server.send("PATCH", `app-group/${String(group)}/app/`, {
      ...{ subject: "delete", app_ids: [body.app_id] },
    });
    await app(made.id, "unmanaged");
    const groups = await server.children(rootOf(made.state, "manager"));
    for (const group of groups) {
      const { manager_group } = await server.get(`node/${group}/`);
      const { apps } = manager_group as { apps: string[] };
      if (apps.includes("unmanaged")) {
        await server.send("DELETE", `node/${group}/?ignore_user=true`);
      }
    }
    await assert.rejects(made.delete(), /still holds 2: app ungrouped, app unmanaged/);
  });

  it("don't keep an org's owner from deleting it, who may see no perms", async () => {
    const token = await server.personWithToken("owner1");
    const made = await new Declared(org, server.session({ token }).session).create({ name: "Own" });
    await made.delete();
    assert.equal(await server.status(`org/${made.id}/`), 404);
  });
});
