import { NotFoundError, ReplacedError } from "../../provider/backends/errors";
import type { Values } from "../../provider/engine/kind";
import { changedProperties } from "../../provider/engine/changed";
import type { Session } from "../../provider/run/session";
import { handlerOf } from "./kinds";
import { isBlindness } from "./live-org";
import { withoutUnmanaged } from "./lists";
import type { StackResource } from "./stack";

/** How a resource of the state stands. */
export type Compared =
  | {
      readonly is: "there";
      /** As a refresh would keep it. */
      readonly live: Values;
      /** Declared properties that a preview after that refresh would change back. */
      readonly changed: readonly string[];
      /** What these compare, without unmanaged members. */
      readonly declared: Values;
      readonly seen: Values;
    }
  | { readonly is: "missing"; readonly replaced: boolean }
  | { readonly is: "unseen"; readonly reason: string };

/** What a resource declares: its inputs, which a half-done create has not all in its outputs. */
export const declarationOf = ({ inputs, outputs }: StackResource): Values => ({
  ...outputs,
  ...inputs,
});

/**
 * Compares a resource with what is there, by the code that refreshes it and the one that plans it.
 * @throws Error when the check as a whole makes no sense: a refused login, another server
 */
export async function compare(session: Session, resource: StackResource): Promise<Compared> {
  const { kind, id } = resource;
  const handler = handlerOf(kind);
  const declared = declarationOf(resource);
  try {
    const live = await handler.read(session, id, declared);
    const { declared: mine, live: seen } = withoutUnmanaged(declared, live);
    const changed = changedProperties(handler.properties, seen, mine);
    return { is: "there", live, changed, declared: mine, seen };
  } catch (error) {
    if (error instanceof NotFoundError) {
      return { is: "missing", replaced: error instanceof ReplacedError };
    }
    if (isBlindness(error)) return { is: "unseen", reason: error.message };
    throw error;
  }
}
