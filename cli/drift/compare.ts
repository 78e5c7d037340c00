import {
  changedProperties,
  NotFoundError,
  ReplacedError,
  withoutExpired,
  type Inspector,
  type Values,
} from "../../provider/inspect";
import { isUnreadable } from "../live-org/live-org";
import { declarationOf, type StackResource } from "../stack/stack-resource";
import { withoutUnmanaged } from "./lists";

/** What comparing a resource of the state has shown. */
export type Compared =
  | {
      readonly is: "there";
      /** As a refresh would keep it. */
      readonly live: Values;
      /** Declared properties that a preview after that refresh would change back. */
      readonly changed: readonly string[];
      /** What was compared: the declared values and the live ones, both without unmanaged members. */
      readonly declared: Values;
      readonly seen: Values;
    }
  | { readonly is: "missing"; readonly replaced: boolean }
  | { readonly is: "unseen"; readonly reason: string };

/**
 * Compares a resource with what is there, by the same code as a refresh and a preview.
 * @param at the time of the check: whose end date has passed is declared no more
 * @throws Error when the whole check is impossible: a refused login, another server
 */
export async function compare(
  inspector: Inspector,
  resource: StackResource,
  at: Date,
): Promise<Compared> {
  const { kind, id } = resource;
  const declared = withoutExpired(declarationOf(resource), at);
  try {
    const live = await inspector.read(kind, id, declared);
    const { declared: mine, live: seen } = withoutUnmanaged(declared, live);
    const changed = changedProperties(kind, mine, seen);
    return { is: "there", live, changed, declared: mine, seen };
  } catch (error) {
    if (error instanceof NotFoundError) {
      return { is: "missing", replaced: error instanceof ReplacedError };
    }
    if (isUnreadable(error)) return { is: "unseen", reason: error.message };
    throw error;
  }
}
