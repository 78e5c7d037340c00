import { setImmediate as nextTurn } from "node:timers/promises";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";

declare module "@pulumi/pulumi/runtime/state" {
  /** Runs with settings of its own; the SDK's types leave it out, its own server needs it likewise. */
  function withLocalStorage<T>(callback: () => Promise<T>): Promise<T>;
}
declare module "@pulumi/pulumi/runtime/settings" {
  /** Asks the engine whether it takes secrets and the like; else the SDK sends none. */
  function awaitFeatureSupport(): Promise<void>;
}

/**
 * Runs code as a program of the engine that sends this request: its resources go there. One process
 * may run several at once.
 *
 * @param engine the engine's own address, for what is logged; empty where it is not known
 * @returns what the code returns, once all of its resources are registered
 */
export function asProgram<T>(
  request: ConstructRequest,
  engine: string,
  code: () => Promise<T>,
): Promise<T> {
  return state.withLocalStorage(async () => {
    settings.resetOptions(
      request.getProject(),
      request.getStack(),
      request.getParallel(),
      engine,
      request.getMonitorendpoint(),
      request.getDryrun(),
      request.getOrganization(),
    );
    await settings.awaitFeatureSupport();
    setAllConfig(
      Object.fromEntries(request.getConfigMap().entries()),
      request.getConfigsecretkeysList(),
    );
    return failingWithResources(async () => {
      const result = await code();
      await settings.disconnect();
      return result;
    });
  });
}

/**
 * The SDK rejects a promise that nobody holds for each resource that can't be registered: it would
 * end this process, with the other components that it makes.
 */
async function failingWithResources<T>(code: () => Promise<T>): Promise<T> {
  let fail = (_: unknown): void => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  process.on("unhandledRejection", fail);
  try {
    return await Promise.race([code(), failed]);
  } catch (error) {
    // Those that waited for the one that failed are rejected, too.
    await settings.disconnect();
    await nextTurn();
    throw error;
  } finally {
    process.off("unhandledRejection", fail);
  }
}
