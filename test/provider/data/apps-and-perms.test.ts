import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { getApp, getPerm, type DataSettings } from "../../../provider";
import { ConflictError, NotFoundError } from "../../../provider/backends/errors";
import { ADMIN_PASSWORD, TestServer, type MadeOrg } from "../support/test-server";

describe("data functions for apps and perms", () => {
  let server: TestServer;
  let org: MadeOrg;
  let settings: DataSettings;
  before(async () => {
    server = await TestServer.start();
    settings = { url: server.url, username: "admin", password: ADMIN_PASSWORD };
    org = await server.org("Acme");
    const oauth_app = { redirect_uris: "https://wiki.example/callback" };
    await server.send("POST", `org/${org.oid}/app/`, { uid: "wiki", name: "维基", oauth_app });
  });
  after(() => {
    runtime.setAllConfig({});
    return server.close();
  });

  it("getApp finds an app of the org, with its client and its access perm, and no secret", async () => {
    const app = await getApp({ org: org.oid, uid: "wiki" }, settings);
    assert.deepEqual([app.id, app.name, app.accessPerm], ["wiki", "维基", "wiki/access"]);
    assert.equal(typeof app.clientId, "string");
    assert.equal("clientSecret" in app, false);
  });

  it("getApp says when the org has none, also where another org has", async () => {
    const other = await server.org("Other");
    await assert.rejects(getApp({ org: other.oid, uid: "wiki" }, settings), NotFoundError);
    await assert.rejects(getApp({ org: org.oid, uid: "ghost" }, settings), NotFoundError);
  });

  it("getPerm finds a perm by scope and name, and the access perm by its id", async () => {
    await server.send("POST", "perm/", { scope: "wiki", name: "Edit" });
    const { id, scope, name } = await getPerm({ scope: "wiki", name: "Edit" }, settings);
    assert.deepEqual([id, scope, name], ["app_wiki_edit", "wiki", "Edit"]);
    assert.equal((await getPerm({ id: "wiki/access" }, settings)).id, "app_wiki_access");
  });

  it("getPerm names the ids of several, and says when there is none", async () => {
    await server.send("POST", "perm/", { scope: "wiki", name: "Twice" });
    await server.send("POST", "perm/", { scope: "wiki", name: "Twice" });
    await assert.rejects(getPerm({ scope: "wiki", name: "Twice" }, settings), ConflictError);
    await assert.rejects(getPerm({ scope: "wiki", name: "None" }, settings), NotFoundError);
  });
});
