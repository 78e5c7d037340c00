import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpData, startServer } from "../../emulator";
import { login, send } from "./client";

const SEED = {
  users: [
    { username: "adalovelace", name: "Ada", password: "pw123456" },
    { username: "babbage", name: "Charles" },
  ],
  orgs: [
    {
      name: "Acme",
      owner: "adalovelace",
      members: [{ username: "babbage", position: "工程师" }],
      departments: [
        { name: "研发部", users: ["babbage"], children: [{ name: "Platform", uid: "platform" }] },
      ],
      roles: [{ name: "Lead", uid: "lead", users: ["adalovelace"] }],
      apps: [{ uid: "portal", name: "Portal", oauth: {} }],
    },
  ],
  grants: [{ perm: "app_portal_access", node: "d_yanfabu", status: 1 }],
};

describe("seed files", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-seed-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string) => join(folder, name);
  const write = (seed: unknown) => {
    writeFileSync(file("seed.json"), JSON.stringify(seed));
    return file("seed.json");
  };

  it("fill a fresh server with people who can log in, and what they may", async () => {
    const server = await startServer({ seed: write(SEED), adminPassword: "admin" });
    const ada = await login(server.url, "adalovelace", "pw123456");
    const orgs = await send(server.url, "GET", "org/", undefined, ada);
    assert.equal((orgs.body as unknown as { name: string }[])[0]?.name, "Acme");
    const admin = await login(server.url, "admin", "admin");
    const apps = await send(server.url, "GET", "org/x/app/portal/", undefined, admin);
    assert.ok((apps.body["oauth_app"] as { client_id: string }).client_id);
    const grant = await send(
      server.url,
      "GET",
      "perm/node/d_platform/?scope=portal",
      undefined,
      admin,
    );
    assert.equal((grant.body["results"] as { value: boolean }[])[0]?.value, true);
    await server.close();
  });

  it("come back from a dump as they were", async () => {
    const first = await startServer({ seed: write(SEED), data: file("a.sqlite") });
    await first.close();
    const dumped = dumpData(file("a.sqlite"));
    writeFileSync(file("dump.json"), dumped);
    const second = await startServer({ seed: file("dump.json"), data: file("b.sqlite") });
    assert.ok(await login(second.url, "adalovelace", "pw123456"));
    await second.close();
    assert.equal(dumpData(file("b.sqlite")), dumped);
  });

  it("leave nothing behind when they are wrong", async () => {
    const wrong = { ...SEED, grants: [{ perm: "ghost", user: "babbage", status: 1 }] };
    await assert.rejects(
      startServer({ seed: write(wrong), data: file("a.sqlite") }),
      /^Error: the seed grants ghost, which is not among its perms$/,
    );
    const server = await startServer({ seed: write(SEED), data: file("a.sqlite") });
    await server.close();
  });

  it("say where they are wrong", async () => {
    const seed = write({ users: [{ username: "NO" }] });
    await assert.rejects(startServer({ seed }), /is wrong at users\.0\.username: /);
  });
});
