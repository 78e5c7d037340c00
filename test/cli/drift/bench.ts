import { detect } from "../../../cli/drift/detect";
import { proxy } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { seedOf, stateOf } from "./support/large";
import { inspectorOf } from "../support/inspector";

/** An org of 10,000 nodes and 20,000 memberships, all declared but for a hundred nodes. */
const size = { nodes: 10_000, users: 2_000, lists: 10_000, unmanaged: 100 };

/** Prints what a check of it takes. */
export async function bench(): Promise<void> {
  const server = await TestServer.start();
  await server.seed(seedOf(size));
  const { body } = await server.send("GET", "org/");
  const oid = (body as unknown as { oid: string }[])[0]?.oid ?? "";
  const wire = await proxy(server.url);
  for (const [what, url] of [
    ["requests", wire.url],
    ["time", server.url],
  ] as const) {
    const { session } = server.session({ url });
    const resources = stateOf(size, oid, await session.tenant.name());
    const started = performance.now();
    const { checked, findings } = await detect({ inspector: inspectorOf(session), resources });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const measured = what === "time" ? `${seconds} s` : `${wire.met.length} requests`;
    process.stdout.write(`${checked} resources, ${findings.length} unmanaged: ${measured}\n`);
  }
  await wire.close();
  await server.close();
}
