#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { endWithEngine } from "../../metrics/end-with-engine";

/**
 * `pulumi-resource-identity`: the executable that the engine starts for programs in any language. It
 * learns where to call by the port that is printed.
 */
async function main(): Promise<void> {
  endWithEngine();
  // A tree of thousands leaves much garbage in each call: by default the heap would double first.
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  const { serve } = await import("./serve.js");
  const { port } = await serve();
  process.stdout.write(`${port}\n`);
}

/** By how many percent the heap grows before what nobody uses is cleared (docs/decisions/0046). */
const GROWTH = 20;

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const isMissing = /Cannot find (module|package) '@pulumi\/pulumi/.test(message);
  const says = isMissing
    ? "it needs Pulumi's package beside it: npm install @pulumi/pulumi"
    : message;
  process.stderr.write(`pulumi-resource-identity: ${says}\n`);
  process.exitCode = 1;
});
