import { NotFoundError } from "../backends/errors";

/** For `catch`: what is gone already, or meanwhile, is `undefined` and no failure. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
