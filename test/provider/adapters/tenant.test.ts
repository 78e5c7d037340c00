import assert from "node:assert/strict";
import { detect } from "../../../cli/drift/detect";
import { startServer, type RunningAuthingServer } from "../../../emulator";
import { connect } from "../../../provider/backends";
import type { Values } from "../../../provider/engine/kind";
import { org } from "../../../provider/kinds/org";
import { Session } from "../../../provider/run/session";
import { readConfiguration } from "../../../provider/run/settings";
import { configured, PROVIDER_TEXT, type Delegate } from "../support/engine";
import { passThrough, type PassThrough } from "../support/pass-through";
import { inspectorOf } from "../../cli/support/inspector";

type Settings = Readonly<Record<string, string>>;

const ARKID = { backend: "arkid", username: "iac", password: "p" };
const INPUTS = { name: "顶点", uid: "acme", logicalName: "acme" };

function sessionOf(url: string, settings: Settings): Session {
  const all: Record<string, string> = { url, ...settings };
  const configuration = readConfiguration(all, {});
  return new Session(configuration, connect(configuration), () => undefined);
}

/** What a run does with what a state holds. */
const callsWith = (provider: Delegate, id: string, state: Values) => ({
  diff: () => provider.diff(id, state, { ...INPUTS, ...PROVIDER_TEXT }),
  read: () => provider.read(id, state),
  update: () => provider.update(id, state, { ...INPUTS, ...PROVIDER_TEXT }),
  delete: () => provider.delete(id, state),
});

describe("the tenant of an ArkID server", () => {
  const tenantOf = (url: string) => sessionOf(url, ARKID).tenant.name();

  it("is its URL, however that is spelled", async () => {
    const spellings = ["https://ID.acme.example", "https://id.acme.example:443//"];
    for (const url of [...spellings, "https://id.acme.example/siteapi/v1/"]) {
      assert.equal(await tenantOf(url), "https://id.acme.example");
    }
    assert.equal(await tenantOf("http://id.acme.example:8000/"), "http://id.acme.example:8000");
  });

  it("is another below another path, also for a state that names the origin alone", async () => {
    assert.equal(await tenantOf("https://acme.example/eu/"), "https://acme.example/eu");
    const says = /belongs to https:\/\/acme\.example, but .* https:\/\/acme\.example\/eu: /;
    const eu = sessionOf("https://acme.example/eu", ARKID);
    await assert.rejects(eu.tenant.require("https://acme.example"), says);
  });

  it("is the configured name, which needs no server", async () => {
    assert.equal(
      await sessionOf("https://x.example", { ...ARKID, tenant: "顶点" }).tenant.name(),
      "顶点",
    );
  });
});

describe("the tenant of a Keycloak connection", () => {
  const settings = { backend: "keycloak", clientId: "iac", clientSecret: "s" };
  const realm = (name: string, url = "https://id.acme.example") =>
    sessionOf(url, { ...settings, realm: name });

  it("is the realm at its URL, however that is spelled", async () => {
    const acme = "https://id.acme.example/realms/acme";
    for (const url of ["https://ID.acme.example", "https://id.acme.example:443//"]) {
      assert.equal(await realm("acme", url).tenant.name(), acme);
    }
    const below = await realm("acme", "https://id.acme.example/auth/").tenant.name();
    assert.equal(below, "https://id.acme.example/auth/realms/acme");
  });

  it("is another in another realm, for every call, before anything is asked", async () => {
    const tenant = await realm("acme").tenant.name();
    const other = { ...settings, realm: "beta" };
    const provider = configured(org, "http://127.0.0.1:1", other);
    const state = { name: "顶点", tenant, schema: 2 };
    const says = /belongs to https:\S+\/realms\/acme, but .* leads to http:\S+\/realms\/beta: /;
    for (const call of Object.values(callsWith(provider, "acme", state))) {
      await assert.rejects(call, says);
    }
    await assert.rejects(provider.create({ ...INPUTS, name: "新" }), /nothing is made in this one/);
  });
});

describe("two user pools of one Authing server", () => {
  let pools: RunningAuthingServer[];
  let host: PassThrough;
  let isAbroad: boolean;
  beforeEach(async () => {
    pools = await Promise.all([0, 1].map(() => startServer({ api: "authing" })));
    isAbroad = false;
    host = await passThrough(() => pools[isAbroad ? 1 : 0]?.url ?? "");
  });
  afterEach(async () => {
    await host.close();
    await Promise.all(pools.map((pool) => pool.close()));
  });

  const settings = (): Settings => {
    const { accessKeyId: username = "", accessKeySecret: password = "" } = pools[+isAbroad] ?? {};
    return { backend: "authing", username, password };
  };
  const nameOf = (pool: number) => `${host.url}#${pools[pool]?.userPoolId}`;
  const made = async () =>
    await configured(org, host.url, settings()).create({ ...INPUTS, ...PROVIDER_TEXT });
  const written = () => host.met.filter((one) => /create-|update-|delete-/.test(one));

  it("are two tenants: no call with the state of the one goes through to the other", async () => {
    const { id, outs } = await made();
    assert.equal(outs.tenant, nameOf(0));
    isAbroad = true;
    host.met.length = 0;
    const provider = configured(org, host.url, settings());
    for (const [name, call] of Object.entries(callsWith(provider, id, outs))) {
      await assert.rejects(call, (error: Error) => {
        assert.ok(error.message.includes(nameOf(0)) && error.message.includes(nameOf(1)), name);
        return true;
      });
    }
    const create = provider.create({ ...INPUTS, name: "新", uid: "new" });
    await assert.rejects(create, /belongs to another tenant, so nothing is made/);
    assert.deepEqual([written(), host.met.length], [[], 1], host.met.join());
  });

  it("are two for drift too", async () => {
    const { id, outs } = await made();
    isAbroad = true;
    const resource = {
      ...{ kind: "Org" as const, id, name: "acme", urn: "u", provider: "", isKept: true },
      ...{ inputs: INPUTS, outputs: outs, secrets: new Set<string>() },
    };
    const session = sessionOf(host.url, settings());
    await assert.rejects(
      detect({ inspector: inspectorOf(session), resources: [resource] }),
      /but .* leads to .*#/,
    );
  });

  it("are not told apart by a state that names the host alone, which is accepted by its name", async () => {
    const { id, outs } = await made();
    const state = { ...outs, tenant: host.url };
    const former = { ...settings(), tenantMoved: host.url };
    const read = (given: Settings) => configured(org, host.url, given).read(id, state);
    await assert.rejects(
      read(settings()),
      /set identity:tenantMoved to http:\S+$|tenantMoved to http/,
    );
    assert.equal((await read(former)).props.tenant, nameOf(0));
  });

  it("read what is asked for by its id alone", async () => {
    const { id } = await made();
    const { props } = await configured(org, host.url, settings()).read(id, {});
    assert.equal(props.tenant, nameOf(0));
  });

  for (const [what, body] of Object.entries({
    "no such endpoint": { statusCode: 404, message: "Cannot POST" },
    "a token without a pool": { statusCode: 200, data: { access_token: "a.e30.c" } },
    "a token that is none": { statusCode: 200, data: { access_token: "x" } },
  })) {
    it(`fail with the setting that names them, where there is ${what}`, async () => {
      const { id, outs } = await made();
      host.fault = (request) => (request.endsWith("get-management-token") ? { body } : undefined);
      // Nothing is known of this process but what the server answers now.
      const provider = () => configured(org, host.url, { ...settings(), timeout: "59" });
      const create = () => provider().create({ ...INPUTS, ...PROVIDER_TEXT });
      await assert.rejects(provider().read(id, outs), /does not return .* set identity:tenant /);
      await assert.rejects(create, /set identity:tenant /);
    });
  }
});
