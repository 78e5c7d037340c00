import assert from "node:assert/strict";
import { Faults } from "../../emulator/faults";
import { TestServer } from "./client";

describe("a bad day", () => {
  let server: TestServer;
  afterEach(() => server.close());

  it("is slow when asked to be", async () => {
    server = await TestServer.start({ latency: 60 });
    const before = performance.now();
    await server.send("GET", "org/");
    assert.ok(performance.now() - before >= 55);
  });

  it("fails some requests before they happened, and some after", async () => {
    server = await TestServer.start();
    let next = 0;
    const draws = [0.9, 0.1, 0.1];
    const faults = new Faults({ errorRate: 0.4 }, () => draws[next++] ?? 1);
    await faults.before();
    assert.throws(() => faults.after(), { status: 500 });
    assert.throws(() => faults.before(), { status: 500 });
  });

  it("loses answers, but never half of what was asked", async () => {
    server = await TestServer.start({ errorRate: 0.5 });
    const { db } = server.server;
    const made = new Set<string>();
    for (let index = 0; index < 60; index++) {
      const username = `user${index}`;
      const { status } = await server.send("POST", "user/", { user: { username } });
      if (status === 201) made.add(username);
    }
    const kept = db.all<{ username: string }>("SELECT username FROM users").map((u) => u.username);
    for (const username of made) assert.ok(kept.includes(username));
    assert.ok(kept.length > made.size, "some were made and not answered");
    const memberless = "SELECT 1 FROM logs WHERE subject = 'user_create'";
    assert.equal(db.all(memberless).length, kept.length - 1);
  });

  it("limits the rate, and says how long to wait", async () => {
    server = await TestServer.start({ rateLimit: 5 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => server.send("GET", "org/")));
    const limited = answers.filter(({ status }) => status === 429);
    assert.ok(limited.length >= 6, `${limited.length} of 12`);
    assert.equal(limited[0]?.headers.get("retry-after"), "1");
  });

  it("answers 500 to the second of two transactions, undone", async () => {
    server = await TestServer.start({ lockErrors: true });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        server.send("POST", "user/", { user: { username: `user${index}` } }),
      ),
    );
    const made = answers.filter(({ status }) => status === 201).length;
    assert.ok(made >= 1 && made < 8, `${made} of 8`);
    assert.ok(answers.every(({ status }) => status === 201 || status === 500));
    const { n } = server.server.db.get<{ n: number }>("SELECT COUNT(*) - 1 AS n FROM users") ?? {
      n: 0,
    };
    assert.equal(n, made);
  });
});
