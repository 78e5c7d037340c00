import { readConfiguration, type Configuration } from "../../provider/inspect";
import { readSettings } from "../stack/stack";
import type { StackChoice } from "../stack/stack-choice";

/**
 * The configuration of a command that needs no stack: the environment's, unless a stack is named or
 * the environment names no server.
 * @throws Error with a sentence that says what to do
 */
export async function configurationFor(choice: StackChoice): Promise<Configuration> {
  const isStackNamed = choice.stack !== undefined || choice.cwd !== undefined;
  if (!isStackNamed && process.env.IDENTITY_URL) return readConfiguration({});
  const settings = await readSettings(choice).catch((error: Error) => {
    throw isStackNamed
      ? error
      : new Error(`${error.message}; or set IDENTITY_URL to ask a server without a stack`);
  });
  return readConfiguration(settings);
}
