import { PartialCreateError } from "../backends/errors";
import type { Values } from "./kind";

/** Copies a mark that a step of the create is still to be done into the next state. */
export const stillMarked = (state: Values, mark: string): Values =>
  state[mark] === true ? { [mark]: true } : {};

/**
 * A later step of a create. Where it fails the object goes into the state without what the step
 * would have set, so that the next update sets it.
 *
 * @throws PartialCreateError with the step's reason
 */
export async function orPartialCreate<T>(
  id: string,
  outputs: Values,
  sets: readonly string[],
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const done = Object.entries(outputs).filter(([key]) => !sets.includes(key));
    throw new PartialCreateError(id, Object.fromEntries(done), error);
  }
}
