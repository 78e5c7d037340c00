/** `npm run engine`: makes `pulumi` runnable on this machine; see lib/engine/index.ts. */
import { EngineUnavailable, ensureEngine, Interrupted } from "./lib/engine";

const ORIGINS = {
  path: "already on PATH",
  npm: "of the npm package",
  source: "compiled from source",
} as const;

ensureEngine().then(
  ({ version, origin, pulumi }) =>
    console.log(`Pulumi CLI ${version} is ready (${ORIGINS[origin]}): ${pulumi}`),
  (error: unknown) => {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    if (!(error instanceof EngineUnavailable)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  },
);
