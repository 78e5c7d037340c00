import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  NotFoundError,
} from "../../../../provider/backends/errors";
import { app } from "../../../../provider/kinds/app/app";
import { defaultKey } from "../../../../provider/engine/default-key";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("App", () => {
  let server: TestServer;
  let between: Proxy;
  let acme: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  const declare = (settings = {}, name = "ci") => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(app, session, name), { warnings });
  };
  const inputs = (uid: string, fields: object = {}) => ({
    ...{ org: acme.oid, uid, name: "CI", ...fields },
  });
  const live = (uid: string) => server.get(`org/${acme.oid}/app/${uid}/`);
  const patch = (uid: string, body: object) =>
    server.send("PATCH", `org/${acme.oid}/app/${uid}/`, body);

  it("is made with all that is declared", async () => {
    const all = inputs("whole", {
      ...{
        logo: "https://l.example",
        description: "r",
        homepage: "https://i.example",
        allowAnyUser: true,
      },
      oauth: { redirectUris: ["https://a.example/cb", "https://b.example/cb"] },
      ...{ ldap: true, http: true, saml: { entityId: "sp", metadata: "<x/>" } },
    });
    const made = await declare().create(all);
    const { oauth_app, saml_app, ...rest } = await live("whole");
    assert.equal(made.id, "whole");
    assert.equal(rest.index, "https://i.example");
    assert.deepEqual([rest.allow_any_user, rest.logo], [true, "https://l.example"]);
    assert.ok(rest.ldap_app !== null && rest.http_app !== null);
    const { client_id, redirect_uris } = oauth_app as Record<string, string>;
    assert.equal(redirect_uris, "https://a.example/cb https://b.example/cb");
    assert.equal(made.state.clientId, client_id);
    assert.equal((saml_app as Record<string, string>).xmldata, "<x/>");
    assert.equal(await made.isSettled(all), true);
    await made.refresh();
    assert.equal(await made.isSettled(all), true);
  });

  it("has a key of its resource's name, kept by an alias, and unknown while its org is", async () => {
    const made = await declare({}, "my-portal").create({ org: acme.oid, name: "Portal" });
    assert.match(made.id, /^my-portal-[0-9a-f]{8}$/);
    made.session = server.session().session;
    assert.equal(await made.isSettled({ org: acme.oid, name: "Portal", logicalName: "new" }), true);
    assert.deepEqual(await declare().failures({ org: UNKNOWN, name: "Portal" }), []);
  });

  it("writes what is declared and nothing else", async () => {
    const made = await declare().create(inputs("modest"));
    await patch("modest", {
      oauth_app: {},
      ldap_app: {},
      index: "https://x.example",
      remark: "by hand",
    });
    await made.refresh();
    assert.equal(await made.isSettled(inputs("modest")), true);
    between.met.length = 0;
    await made.update(inputs("modest", { name: "CI 2" }));
    const { name, oauth_app, ldap_app, index, remark } = await live("modest");
    assert.deepEqual([name, index, remark], ["CI 2", "https://x.example", "by hand"]);
    assert.ok(oauth_app !== null && ldap_app !== null);
  });

  it("keeps the settings of a protocol that are not declared", async () => {
    const saml = { entityId: "sp", metadata: "<x/>", acs: "https://acs.example" };
    const oauth = {
      clientType: "public",
      grantType: "implicit",
      redirectUris: ["https://a.example"],
    };
    const made = await declare().create(inputs("partial", { saml, oauth }));
    await made.update(
      inputs("partial", {
        saml: { entityId: "sp2", metadata: "<x/>" },
        oauth: { redirectUris: ["https://b.example"] },
      }),
    );
    const { saml_app, oauth_app } = await live("partial");
    const { entity_id, acs } = saml_app as Record<string, string>;
    assert.deepEqual([entity_id, acs], ["sp2", "https://acs.example"]);
    const { client_type, redirect_uris } = oauth_app as Record<string, string>;
    assert.deepEqual([client_type, redirect_uris], ["public", "https://b.example"]);
  });

  it("goes without a protocol only by false", async () => {
    const on = { oauth: {}, ldap: true, http: true, saml: { entityId: "s", metadata: "<x/>" } };
    const made = await declare().create(inputs("off", on));
    await made.update(inputs("off"));
    assert.ok((await live("off")).oauth_app !== null);
    const off = { oauth: false, ldap: false, http: false, saml: false };
    await made.update(inputs("off", off));
    const { oauth_app, ldap_app, http_app, saml_app } = await live("off");
    assert.deepEqual([oauth_app, ldap_app, http_app, saml_app], [null, null, null, null]);
    assert.equal(made.state.clientId, undefined);
    assert.equal(await made.isSettled(inputs("off", off)), true);
  });

  it("clears texts that are declared as null", async () => {
    const texts = { homepage: "https://i.example", logo: "https://l.example", description: "r" };
    const made = await declare().create(inputs("cleared", texts));
    const cleared = inputs("cleared", { homepage: null, logo: null, description: null });
    await made.update(cleared);
    const { index, logo, remark } = await live("cleared");
    assert.deepEqual([index, logo, remark], ["", "", ""]);
    await made.refresh();
    assert.equal(await made.isSettled(cleared), true);
  });

  describe("new credentials", () => {
    const oauth = (rotate?: string) => ({
      ...{ redirectUris: ["https://a.example"], clientType: "public" },
      ...(rotate !== undefined && { rotate }),
    });

    it("are made by another text of rotate, and the other settings stay", async () => {
      const made = await declare().create(inputs("rotated", { oauth: oauth("1") }));
      await patch("rotated", { oauth_app: { authorization_grant_type: "implicit" } });
      const { clientId, clientSecret } = made.state;
      await made.update(inputs("rotated", { oauth: oauth("2") }));
      assert.notEqual(made.state.clientId, clientId);
      assert.notEqual(made.state.clientSecret, clientSecret);
      const now = (await live("rotated")).oauth_app as Record<string, string>;
      assert.equal(now.client_id, made.state.clientId);
      assert.deepEqual(
        [now.redirect_uris, now.client_type, now.authorization_grant_type],
        ["https://a.example", "public", "implicit"],
      );
      assert.equal(await made.isSettled(inputs("rotated", { oauth: oauth("2") })), true);
    });

    it("are not made by anything else", async () => {
      const made = await declare().create(inputs("kept", { oauth: oauth("1") }));
      const { clientId } = made.state;
      await made.update(inputs("kept", { oauth: { ...oauth("1"), redirectUris: [] }, name: "N" }));
      await made.update(inputs("kept", { oauth: oauth(), name: "N" }));
      await made.update(inputs("kept", { name: "N" }));
      await made.update(inputs("kept", { oauth: oauth("7"), name: "N" }));
      assert.equal(made.state.clientId, clientId);
    });

    it("are made by a second try when the first stopped half-way", async () => {
      const made = await declare({ url: between.url }).create(
        inputs("twice", { oauth: oauth("1") }),
      );
      let patches = 0;
      between.fault = (request) =>
        request.startsWith("PATCH org/") && ++patches === 2 ? "deny" : "pass";
      await assert.rejects(made.update(inputs("twice", { oauth: oauth("2") })));
      between.fault = () => "pass";
      assert.equal(await made.update(inputs("twice", { oauth: oauth("2") })), true);
      const { client_id, redirect_uris } = (await live("twice")).oauth_app as Record<
        string,
        string
      >;
      assert.deepEqual([client_id, redirect_uris], [made.state.clientId, "https://a.example"]);
    });
  });

  describe("changed behind its back", () => {
    const whole = {
      ...{
        logo: "https://l.example",
        description: "r",
        homepage: "https://i.example",
        allowAnyUser: true,
      },
      oauth: { redirectUris: ["https://a.example"], clientType: "public", rotate: "1" },
      ...{ ldap: true, http: false, saml: { entityId: "sp", metadata: "<x/>" } },
    };
    const changes: [string, object, unknown][] = [
      ["name", { name: "Theirs" }, "Theirs"],
      ["logo", { logo: "" }, ""],
      ["description", { remark: "theirs" }, "theirs"],
      ["homepage", { index: null }, ""],
      ["allowAnyUser", { allow_any_user: false }, false],
      ["oauth", { oauth_app: null }, false],
      [
        "oauth",
        { oauth_app: { redirect_uris: "https://x.example" } },
        { ...whole.oauth, redirectUris: ["https://x.example"] },
      ],
      ["ldap", { ldap_app: null }, false],
      ["http", { http_app: {} }, true],
      ["saml", { saml_app: null }, false],
    ];
    for (const [index, [property, body, seen]] of changes.entries()) {
      it(`shows as ${property} alone (${JSON.stringify(body)}), and is healed`, async () => {
        const uid = `drift${index}`;
        const made = await declare().create(inputs(uid, whole));
        const before = made.inputs;
        await patch(uid, body);
        await made.refresh();
        const changed = Object.keys(before).filter(
          (key) => JSON.stringify(made.state[key]) !== JSON.stringify(before[key]),
        );
        assert.deepEqual(changed, [property]);
        assert.deepEqual(made.state[property], seen);
        assert.equal(await made.update(inputs(uid, whole)), true);
        await made.refresh();
        assert.equal(await made.isSettled(inputs(uid, whole)), true);
      });
    }

    it("is no change where addresses are in another order", async () => {
      const oauth = { redirectUris: ["https://a.example", "https://b.example"] };
      const made = await declare().create(inputs("ordered", { oauth }));
      await patch("ordered", {
        oauth_app: { redirect_uris: "https://b.example https://a.example" },
      });
      await made.refresh();
      assert.equal(await made.isSettled(inputs("ordered", { oauth })), true);
    });

    it("is gone when deleted, and another app under its uid is not it", async () => {
      const made = await declare().create(inputs("replaced"));
      await server.send("DELETE", `org/${acme.oid}/app/replaced/`);
      await assert.rejects(made.refresh(), NotFoundError);
      await server.send("POST", `org/${acme.oid}/app/`, { uid: "replaced", name: "CI" });
      await assert.rejects(made.refresh(), NotFoundError);
      assert.match(made.warnings.join(), /app "replaced" was replaced behind your back/);
      await assert.rejects(made.update(inputs("replaced", { description: "mine" })), ConflictError);
      await made.delete();
      assert.equal((await live("replaced")).uid, "replaced");
    });
  });

  describe("deleted", () => {
    it("takes its perms and its manager group along", async () => {
      const made = await declare().create(inputs("deleted"));
      const managers = acme.root("manager");
      const groups = (await server.children(managers)).length;
      await server.send("POST", "perm/", { scope: "deleted", name: "Deploy" });
      await made.delete();
      assert.equal(await server.status(`org/${acme.oid}/app/deleted/`), 404);
      assert.equal(await server.status("perm/app_deleted_deploy/"), 404);
      assert.equal((await server.children(managers)).length, groups - 1);
    });
  });

  describe("that is there already", () => {
    /** The key that a resource of this name is given. */
    const keyOf = (logicalName: string) => defaultKey("app", { org: acme.oid, logicalName });
    const post = (uid: string, fields: object = {}, org = acme) =>
      server.send("POST", `org/${org.oid}/app/`, { uid, name: "CI", ...fields });

    it("is taken as declared and empty under its default key, with a warning", async () => {
      const unnamed = { org: acme.oid, name: "CI", oauth: { rotate: "1" } };
      const first = await declare({}, "interrupted").create(unnamed);
      const made = declare({}, "interrupted");
      await made.create(unnamed);
      assert.equal(made.id, first.id);
      assert.match(made.warnings.join(), /interrupted run/);
    });

    it("is a conflict under a key that another program may have chosen as well", async () => {
      await post("chosen");
      await assert.rejects(declare().create(inputs("chosen")), ConflictError);
    });

    for (const [what, fields] of [
      ["is otherwise", { remark: "theirs" }],
      ["has a protocol that is not declared", { ldap_app: {} }],
    ] as const) {
      it(`is a conflict where it ${what}`, async () => {
        const uid = keyOf(what);
        await post(uid, fields);
        await assert.rejects(declare({}, what).create(inputs(uid)), ConflictError);
      });
    }

    it("is a conflict where it has perms or people", async () => {
      const [peopled, permitted] = [keyOf("peopled"), keyOf("permitted")];
      await post(peopled);
      await server.send("PATCH", `perm/app_${peopled}_access/owner/`, {
        user_perm_status: [{ uid: "admin", status: 1 }],
      });
      await assert.rejects(declare({}, "peopled").create(inputs(peopled)), ConflictError);
      await post(permitted);
      await server.send("POST", "perm/", { scope: permitted, name: "Deploy" });
      const create = declare({}, "permitted").create(inputs(permitted));
      await assert.rejects(create, /adopt: "ifExists"/);
    });

    it("is taken over by ifExists, and keeps its credentials", async () => {
      await post("theirs", { oauth_app: { redirect_uris: "https://t.example" }, ldap_app: {} });
      const { client_id } = (await live("theirs")).oauth_app as Record<string, string>;
      const oauth = { redirectUris: ["https://m.example"], rotate: "1" };
      const mine = inputs("theirs", { name: "Mine", oauth, adopt: "ifExists" });
      const made = await declare().create(mine);
      const now = await live("theirs");
      assert.equal(now.name, "Mine");
      assert.ok(now.ldap_app !== null);
      assert.equal(made.state.clientId, client_id);
      assert.equal(await made.isSettled(mine), true);
    });

    it("in another org is none of this one's", async () => {
      await post("elsewhere", {}, await server.org("Other"));
      const create = declare().create(inputs("elsewhere", { adopt: "ifExists" }));
      await assert.rejects(create, /uid "elsewhere" is taken, maybe in another org/);
    });

    it("that is half adopted lands in the state, and the next update completes it", async () => {
      await post("halfdone", { name: "Old" });
      const made = declare({ url: between.url });
      between.fault = (request) => (request.startsWith("PATCH org/") ? "deny" : "pass");
      const mine = inputs("halfdone", { adopt: "ifExists", oauth: { rotate: "1" } });
      await assert.rejects(made.create(mine), PartialCreateError);
      assert.deepEqual([made.state.name, made.state.oauth], [undefined, undefined]);
      between.fault = () => "pass";
      await made.update(mine);
      assert.equal((await live("halfdone")).name, "CI");
    });

    for (const fault of ["lose", "fail"] as const) {
      it(`is made once when the answer of the create is ${fault === "lose" ? "lost" : "a 500"}`, async () => {
        between.fault = (request, times) =>
          request.startsWith("POST org/") && times === 1 ? fault : "pass";
        between.met.length = 0;
        await declare({ url: between.url }).create(inputs(`once${fault}`, { oauth: {} }));
        const posts = between.met.filter((request) => request.startsWith("POST org/"));
        assert.equal(posts.length, 1);
      });
    }
  });

  describe("at preview", () => {
    const wrong: [string, object][] = [
      ["uid", { uid: "a b" }],
      ["uid", { uid: "x".repeat(129) }],
      ["name", { name: "" }],
      ["name", { name: "x".repeat(256) }],
      ["homepage", { homepage: "x".repeat(513) }],
      ["logo", { logo: 7 }],
      ["oauth", { oauth: true }],
      ["oauth", { oauth: null }],
      ["oauth", { oauth: { redirectUris: "https://a.example" } }],
      ["oauth", { oauth: { redirectUris: ["a b"] } }],
      ["oauth", { oauth: { redirectUris: [""] } }],
      ["oauth", { oauth: { clientType: "secret" } }],
      ["oauth", { oauth: { grantTyp: "implicit" } }],
      ["ldap", { ldap: "on" }],
      ["saml", { saml: {} }],
      ["saml", { saml: { entityId: "sp" } }],
      ["saml", { saml: { entityId: "sp", cert: " " } }],
      ["saml", { saml: { entityId: "sp", cert: "MIIDBTCC" } }],
    ];
    for (const [property, fields] of wrong) {
      it(`refuses ${JSON.stringify(fields).slice(0, 60)}`, async () => {
        const failures = await declare().failures(inputs("bad", fields));
        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
      });
    }

    it("names the setting at fault and what it may be", async () => {
      const [failure] = await declare().failures(inputs("bad", { oauth: { clientType: "x" } }));
      assert.equal(failure?.reason, "clientType: give one of confidential, public");
    });

    it("takes unknown settings, deep or whole", async () => {
      for (const oauth of [UNKNOWN, { redirectUris: [UNKNOWN], rotate: UNKNOWN }]) {
        assert.deepEqual(await declare().failures(inputs("unknown", { oauth })), []);
      }
    });

    it("is one resource for one uid", async () => {
      const first = declare();
      await first.failures(inputs("claimed"));
      const [failure] = await new Declared(app, first.session, "other").failures(inputs("claimed"));
      assert.match(
        String(failure?.reason),
        /resource "ci" of this program is the same app claimed/,
      );
    });
  });

  it("is read by its org's owner, and never gone to an outsider", async () => {
    const token = await server.personWithToken("owner1");
    const own = await server.org("Owned", token);
    const { session } = server.session({ token });
    const made = await new Declared(app, session).create({ org: own.oid, uid: "owned", name: "O" });
    await made.refresh();
    made.session = server.session({ token: await server.personWithToken("outsider1") }).session;
    await assert.rejects(made.refresh(), (error) => !(error instanceof NotFoundError));
    await server.send("DELETE", `org/${own.oid}/app/owned/`);
    await assert.rejects(made.refresh(), (error) => !(error instanceof NotFoundError));
    made.session = session;
    await assert.rejects(made.refresh(), NotFoundError);
  });
});
