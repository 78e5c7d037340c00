import assert from "node:assert/strict";
import { user } from "../../../provider/kinds/user/user";
import type { Session } from "../../../provider/run/session";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import type { RequestEvent } from "../../../sdk";
import { Declared } from "../support/declared";
import { TestServer } from "../support/test-server";

const PEOPLE = 200;
/** As many as the engine asks for at once. */
const AT_ONCE = 16;

describe("a server on a bad day", function () {
  this.timeout(120_000);
  let server: TestServer;
  const events: RequestEvent[] = [];
  const metrics = (pause?: (ms: number) => Promise<void>) =>
    new RequestMetrics((event) => void events.push(event), pause);
  /** Faults and back-off without the waiting. */
  const hasty = () => metrics((ms) => new Promise((resolve) => setTimeout(resolve, ms / 20)));

  beforeEach(async () => {
    server = await TestServer.start();
    events.length = 0;
  });
  afterEach(() => server.close());

  /** Declares people through the handlers; answers who failed. */
  async function declare(session: Session, usernames: readonly string[]): Promise<unknown[]> {
    const failures: unknown[] = [];
    const left = [...usernames];
    const worker = async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) {
        const inputs = { username: name, name: `第 ${name}` };
        await new Declared(user, session, name)
          .create(inputs)
          .catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return failures;
  }

  const names = (prefix: string, count = PEOPLE) =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const count = async () => {
    server.suffer({});
    return (await server.get("user/?page_size=1")).count;
  };
  const answered = (status: number) => events.filter((event) => event.status === status).length;

  it("that refuses concurrent transactions makes everybody once, and meets few of them", async () => {
    const { session } = server.session({}, hasty());
    server.suffer({ lockErrors: true });
    assert.deepEqual(await declare(session, names("person")), []);
    assert.equal(await count(), PEOPLE);
    // All at once, nearly each would be refused at first.
    assert.ok(answered(500) < PEOPLE / 4, `${answered(500)} were refused`);
  });

  it("that refuses the transactions of one because of another's makes everybody once", async () => {
    const [one, other] = [server.session({}, hasty()), server.session({}, hasty())];
    server.suffer({ lockErrors: true });
    const failures = await Promise.all([
      declare(one.session, names("person", 100)),
      declare(other.session, names("human", 100)),
    ]);
    assert.deepEqual(failures, [[], []]);
    assert.equal(await count(), 200);
  });

  it("that fails a fifth, before or after it is done, makes everybody once", async () => {
    const { session } = server.session({}, hasty());
    server.suffer({ errorRate: 0.2 });
    assert.deepEqual(await declare(session, names("person")), []);
    assert.equal(await count(), PEOPLE);
    assert.ok(answered(500) > PEOPLE / 10);
  });

  it("that allows twenty requests a second makes everybody once", async () => {
    const tracked = metrics();
    const { session } = server.session({}, tracked);
    server.suffer({ rateLimit: 20 });
    assert.deepEqual(await declare(session, names("person")), []);
    assert.equal(await count(), PEOPLE);
    assert.ok(answered(429) > 0);
    const said = /^(\d+) requests, (\d+) retried, [\d.]+ s waiting$/.exec(
      tracked.counts.summary() ?? "",
    );
    assert.deepEqual(said?.slice(1), [
      String(events.length),
      String(events.filter(({ attempt }) => attempt > 1).length),
    ]);
  });
});
