import assert from "node:assert/strict";
import * as documents from "../../sdk/authing/documents";
import { EmbeddedPool } from "../../sdk/authing/embedded-pool";
import type { Vendor } from "./client";
import { node } from "./node";
import { python } from "./python";
import { NONE, ROWS } from "./rows";

describe("what Authing's documents name, by the vendor's own clients", function () {
  // Every sign-in derives a key.
  this.timeout(60_000);

  it("is called whole", () => {
    const named = [...documents.AUTHENTICATION, ...documents.MANAGEMENT];
    assert.deepEqual([...Object.keys(ROWS), ...NONE].toSorted(), named.toSorted());
  });

  const vendors: [string, () => Promise<Vendor | undefined>, lacks: string[]][] = [
    ["npm authing-node-sdk 4", () => Promise.resolve(node), []],
    ["PyPI authing 5.1.0", python, ["validatePassword", "validateTicketV2"]],
  ];
  for (const [name, start, lacks] of vendors) {
    describe(`is done by ${name} on the embedded server:`, () => {
      let pool: EmbeddedPool;
      let vendor: Vendor;
      before(async function () {
        this.timeout(400_000);
        const found = await start();
        if (found === undefined) return this.skip();
        vendor = found;
        pool = await EmbeddedPool.start();
      });
      after(() => Promise.all([vendor?.close(), pool?.close()]));

      for (const [documented, { method, call }] of Object.entries(ROWS)) {
        if (lacks.includes(method)) continue;
        it(`${documented}, which is ${method}`, async () => {
          const [came, right] = await call({ vendor, pool });
          assert.deepEqual(came, right);
        });
      }
    });
  }
});
