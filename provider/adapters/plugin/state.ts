import type { Values } from "../../engine/kind";
import { providerText } from "../../run/provider-text";
import { PROVIDER } from "../values";
import type { Served } from "./served";
import { marked, marksIn } from "./values";

/**
 * The state of a resource, with the text of the dynamic form, by which a stack that moves there deletes
 * what it has.
 * @param given what was sent: a value stays secret that has the place of one that was
 */
export function stateOf(served: Served, outputs: Values, given: Uint8Array | undefined): Values {
  const state = { ...outputs, [PROVIDER]: providerText(served.name) };
  return marked(state, served.isSecret, marksIn(given));
}
