import { InvalidError, MissingRightError } from "../backends/errors";
import { labelOf, type Referent } from "../run/preview";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import type { Kind, Values } from "./kind";
import { isUnknown } from "./unknown";

type Known = Pick<Session, "compared" | "lookups">;

/**
 * Before something is made that another resource names, and went on naming while it was gone: a server
 * forgets where that belonged, and nothing puts it back in this run where the other resource has been
 * compared before. It comes before where it names this by a text of which the engine knows nothing.
 *
 * @throws InvalidError naming that resource
 */
export async function requireMadeBefore(
  { compared, lookups }: Known,
  kind: Kind,
  inputs: Values,
  key: string | undefined,
): Promise<void> {
  if (key === undefined || isUnknown(key)) return;
  const referent = kind.name.toLowerCase() as Referent;
  const naming = compared.naming(referent, key);
  if (naming === undefined) return;
  const org = typeof inputs.org === "string" ? inputs.org : undefined;
  const isThere = await lookups.has(referent, key, org).catch(isHidden);
  if (!isThere) throw tooLate(naming.label, kind.name, key, inputs);
}

/**
 * The same for a person who was made in an earlier run, which did not come to the other resource any more.
 * @throws InvalidError naming that resource
 */
export function requireComparedSince(
  { compared }: Pick<Session, "compared">,
  username: string,
  { userId }: Values,
  inputs: Values,
): void {
  const naming = compared.naming("user", username);
  if (naming?.userId === undefined || userId === undefined || naming.userId === userId) return;
  throw tooLate(naming.label, "User", username, inputs);
}

function tooLate(label: string, kind: string, key: string, inputs: Values): InvalidError {
  const [own, what] = [labelOf(kind, resourceName(inputs)), `${kind.toLowerCase()} "${key}"`];
  return new InvalidError(
    `${label} names ${what}, which is made anew, but comes before ${own} in this run, so that they would be missing there: name ${own} there by its output instead of a text, or in dependsOn`,
  );
}

/** Whoever may not look finds nothing missing. */
function isHidden(error: unknown): true {
  if (error instanceof MissingRightError) return true;
  throw error;
}
