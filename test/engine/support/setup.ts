import { workshop } from "./workshop";

/**
 * Before any test, in the one process that starts mocha's workers, and without a time limit: the
 * engine may have to be compiled on a new machine.
 */
export async function mochaGlobalSetup(): Promise<void> {
  await workshop();
}
