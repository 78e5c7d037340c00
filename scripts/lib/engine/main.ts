import { EngineUnavailable, ensureEngine, Interrupted } from "./index";

const ORIGINS = {
  path: "already on PATH",
  npm: "of the npm package",
  source: "compiled from source",
} as const;

/** What `scripts/engine` does: makes the engine, says so in a line, and ends. */
async function main(): Promise<number> {
  try {
    const engine = await ensureEngine();
    console.log(
      `Pulumi CLI ${engine.version} is ready (${ORIGINS[engine.origin]}): ${engine.pulumi}`,
    );
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    if (!(error instanceof EngineUnavailable)) throw error;
    console.error(error.message);
    return 1;
  }
}

void main().then((code) => (process.exitCode = code));
