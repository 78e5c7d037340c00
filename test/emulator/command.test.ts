import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { login } from "./client";
import { type Command, runServer } from "./command";

describe("pulumi-identity server", function () {
  this.timeout(30_000);
  let folder: string;
  let running: Command[] = [];

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-server-"))));
  afterEach(async () => {
    for (const { child, ended } of running) {
      child.kill("SIGKILL");
      await ended;
    }
    running = [];
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (...args: string[]) => {
    const command = runServer(...args);
    running.push(command);
    return command;
  };
  const data = () => join(folder, "data.sqlite");

  it("prints its address and a generated password, and ends cleanly on SIGINT", async () => {
    const command = start("--port=0", `--data=${data()}`);
    const url = await command.url;
    const [, password = ""] = /User admin, password (\S+)/.exec(command.output()) ?? [];
    assert.ok(await login(url, "admin", password));
    command.child.kill("SIGINT");
    assert.equal(await command.ended, 0);
  });

  it("offers Authing's API, and prints the pool and its key", async () => {
    const command = start("--api=authing", "--port=0", `--data=${data()}`, "--bad-day=throttle=1");
    const url = await command.url;
    assert.match(command.output(), /User pool [0-9a-f]{24}\nAccess key \S+, secret \S+\n/);
    const answer = (await (await fetch(`${url}/api/v3/list-users`)).json()) as object;
    assert.deepEqual(
      { ...answer, requestId: "" },
      {
        statusCode: 429,
        message: "请求过于频繁，请稍后再试",
        requestId: "",
      },
    );
    command.child.kill("SIGINT");
    assert.equal(await command.ended, 0);
    const given = start("--api=authing", "--port=0", "--access-key-secret=sk-given");
    await given.url;
    assert.ok(!given.output().includes("sk-given"));
  });

  it("does not print a password that was given, nor one of an older file", async () => {
    const first = start("--port=0", `--data=${data()}`, "--admin-password=admin");
    await first.url;
    first.child.kill("SIGTERM");
    await first.ended;
    const second = start("--port=0", `--data=${data()}`);
    assert.ok(await login(await second.url, "admin", "admin"));
    assert.doesNotMatch(first.output() + second.output(), /password/);
  });

  it("gives admin the password that is asked for, on a file of before too", async () => {
    const first = start("--port=0", `--data=${data()}`, "--admin-password=admin");
    const old = await login(await first.url, "admin", "admin");
    first.child.kill("SIGTERM");
    await first.ended;
    const second = start("--port=0", `--data=${data()}`, "--admin-password=another");
    assert.notEqual(await login(await second.url, "admin", "another"), old);
    assert.match(second.output(), /^User admin has another password than before: the given one$/m);
    assert.doesNotMatch(second.output(), /password (admin|another)/);
    second.child.kill("SIGTERM");
    await second.ended;
    const third = start("--port=0", `--data=${data()}`, "--admin-password=another");
    await third.url;
    assert.doesNotMatch(third.output(), /another password/);
  });

  it("keeps a token through kill -9", async () => {
    const first = start("--port=0", `--data=${data()}`, "--admin-password=admin");
    const token = await login(await first.url, "admin", "admin");
    first.child.kill("SIGKILL");
    await first.ended;
    const second = start("--port=0", `--data=${data()}`);
    assert.equal(await login(await second.url, "admin", "admin"), token);
  });

  for (const [what, args, message] of [
    ["a port out of range", ["--port=70000"], /^the port must be a number from 0 to 65535/m],
    ["a share above one", ["--port=0", "--error-rate=2"], /^the error rate must be a share/m],
    ["a host that is not loopback", ["--port=0", "--host=0.0.0.0"], /is not loopback/],
    [
      "data that can't be written",
      ["--port=0", "--data=/nowhere/x"],
      /^the data file .* can't be/m,
    ],
    [
      "a seed that is not there",
      ["--port=0", "--seed=/nowhere"],
      /^the seed file .* can't be read/m,
    ],
    [
      "what the API lacks",
      ["--api=authing", "--seed=x"],
      /^--seed is for --api arkid: leave it out$/m,
    ],
    [
      "a trouble that no day has",
      ["--api=authing", "--bad-day=x=1"],
      /^a bad day knows .*, not x$/m,
    ],
  ] as const) {
    it(`refuses ${what} in one sentence`, async () => {
      const command = start(...args);
      assert.equal(await command.ended, 1);
      assert.match(command.output(), message);
      assert.doesNotMatch(command.output(), /\n\s+at /);
    });
  }

  it("says that its port or its data are in use", async () => {
    const first = start("--port=0", `--data=${data()}`);
    const { port } = new URL(await first.url);
    const second = start(`--port=${port}`);
    assert.equal(await second.ended, 1);
    assert.match(second.output(), new RegExp(`^the port ${port} is in use$`, "m"));
    const third = start("--port=0", `--data=${data()}`);
    assert.equal(await third.ended, 1);
    assert.match(third.output(), /is in use by another server$/m);
  });
});
