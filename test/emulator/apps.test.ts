import assert from "node:assert/strict";
import { type Answer, TestServer } from "./client";

describe("apps", () => {
  let server: TestServer;
  let apps: string;
  beforeEach(async () => {
    server = await TestServer.start();
    apps = `org/${String((await server.org("Acme"))["oid"])}/app/`;
  });
  afterEach(() => server.close());

  const oauth = ({ body }: Answer) => body["oauth_app"] as Record<string, string> | null;
  const patch = (body: unknown) => server.send("PATCH", `${apps}portal/`, body);

  it("keep their credentials until OAuth goes off, and get new ones after", async () => {
    await server.send("POST", apps, { name: "Portal", uid: "portal", oauth_app: {} });
    const first = oauth(await server.send("GET", `${apps}portal/`));
    const changed = oauth(await patch({ oauth_app: { redirect_uris: "http://x.test/cb" } }));
    assert.equal(changed?.["client_id"], first?.["client_id"]);
    assert.equal(changed?.["redirect_uris"], "http://x.test/cb");
    assert.deepEqual(oauth(await patch({ name: "Renamed" })), changed, "absent is left alone");
    assert.equal(oauth(await patch({ oauth_app: null })), null);
    const again = oauth(await patch({ oauth_app: {} }));
    assert.notEqual(again?.["client_secret"], first?.["client_secret"]);
  });

  it("bring an access permission and a companion manager group, and take only the first along", async () => {
    await server.send("POST", apps, { name: "Portal", uid: "portal" });
    assert.equal((await server.send("GET", "perm/app_portal_access/")).status, 200);
    await server.send("DELETE", `${apps}portal/`);
    assert.equal((await server.send("GET", "perm/app_portal_access/")).status, 404);
    const [org] = (await server.send("GET", "org/")).body as unknown as { manager_uid: string }[];
    const groups = await server.send("GET", `node/g_${org?.manager_uid}/node/`);
    const [companion] = groups.body["nodes"] as { name: string }[];
    assert.equal(companion?.name, "管理应用Portal");
  });

  it("are made whole or not at all", async () => {
    const bad = { name: "S", uid: "saml", saml_app: { entity_id: "x", cert: "garbage" } };
    assert.deepEqual((await server.send("POST", apps, bad)).body, { msg: "perm incorrect" });
    assert.equal((await server.send("GET", `${apps}saml/`)).status, 404);
    assert.equal((await server.send("GET", "perm/app_saml_access/")).status, 404);
  });
});
