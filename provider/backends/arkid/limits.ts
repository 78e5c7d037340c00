import { accessSync, constants } from "node:fs";
import type PQueue from "p-queue";
import type { Configuration } from "../../configuration";
import { ConfigurationError } from "../../errors";
import type { Fetch } from "../../../sdk";
import { nodeFetch } from "../../../sdk/transport/fetch";

/**
 * What the server runs in one transaction each. It answers a concurrent one with 500 at once
 * (ARKID.md, «Speed and failure modes»), so these go one by one.
 */
const TRANSACTIONS = [
  /^POST .*\/(user|perm)\/$/,
  /^POST .*\/org\/[^/]+\/app\/$/,
  /^PATCH .*\/user\/[^/]+\/(node|dept|group)\/$/,
];

/**
 * A `fetch` that keeps to `concurrency`, and to one transaction at a time.
 * @throws ConfigurationError when the file of authorities can't be read
 */
export function limitedFetch({ concurrency, caFile, timeout }: Configuration): Fetch {
  const connectTimeout = timeout < 0 ? LONGEST_CONNECT : Math.min(timeout, LONGEST_CONNECT);
  if (caFile !== undefined) requireReadable(caFile);
  const fetch = nodeFetch({ caFile, connectTimeout });
  const all = queue(concurrency);
  const transactions = queue(1);
  return async (url, init) => {
    const isTransaction = TRANSACTIONS.some((t) =>
      t.test(`${init.method} ${new URL(url).pathname}`),
    );
    const chosen = await (isTransaction ? transactions : all);
    return chosen.add(() => fetch(url, init));
  };
}

function requireReadable(caFile: string): void {
  try {
    accessSync(caFile, constants.R_OK);
  } catch (cause) {
    const message = `identity:caFile does not do: ${caFile} can't be read`;
    throw new ConfigurationError(message, undefined, { cause });
  }
}

/** Seconds. */
const LONGEST_CONNECT = 10;

/** p-queue is an ES module, so it is reached by a real `import()`. */
async function queue(concurrency: number): Promise<PQueue> {
  const { default: Queue } = await import("p-queue");
  return new Queue({ concurrency });
}
