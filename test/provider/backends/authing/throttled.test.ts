import assert from "node:assert/strict";
import { startServer } from "../../../../emulator";
import { connect } from "../../../../provider/backends";
import { readConfiguration } from "../../../../provider/run/settings";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import type { RequestEvent } from "../../../../sdk/authing";

describe("a throttled Authing pool", function () {
  this.timeout(60_000);
  it("gets everybody once, and nobody fails", async () => {
    const server = await startServer({ api: "authing", rateLimit: 10 });
    const all: Record<string, string> = {
      ...{ backend: "authing", url: server.url },
      ...{ username: server.accessKeyId, password: server.accessKeySecret },
    };
    const configuration = readConfiguration(all, {});
    const events: RequestEvent[] = [];
    const metrics = new RequestMetrics((event) => void events.push(event));
    const backend = connect(configuration, metrics);
    const names = Array.from({ length: 50 }, (_, i) => `员工${i}`);
    try {
      await Promise.all(names.map((username) => backend.users.create({ username })));
      const made = await backend.snapshot("tenant", ["users"]);
      assert.deepEqual([...made.users.keys()].toSorted(), names.toSorted());
      assert.ok(events.some(({ status }) => status === 429));
    } finally {
      await server.close();
    }
  });
});
