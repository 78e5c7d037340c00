import { UsageError } from "./errors";

/**
 * Waits for a package that not every program needs, and an install may leave out.
 * @param who needs it, as a subject of a sentence
 * @throws UsageError that says how to install what is missing
 */
export async function optionalPackage<T>(who: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw reasonOf(who, cause);
  }
}

/**
 * The same for a package that is required.
 * @throws UsageError that says how to install what is missing
 */
export function optionalModule<T>(who: string, load: () => T): T {
  try {
    return load();
  } catch (cause) {
    throw reasonOf(who, cause);
  }
}

function reasonOf(who: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  const [, missing] = /^Cannot find (?:package|module) '([^']+)'/.exec(message) ?? [];
  if (!code?.endsWith("MODULE_NOT_FOUND") || missing === undefined) return cause;
  return new UsageError(
    `${who} needs the package ${missing}, which is not installed: run npm install without --omit=optional, or npm install ${missing}`,
    cause,
  );
}
