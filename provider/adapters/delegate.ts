import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { Configuration } from "../configuration/configuration";
import type { Kind, Values } from "../engine/kind";
import { endWithEngine } from "../metrics/end-with-engine";
import type { Session } from "../run/session";
import { readConfiguration } from "../run/settings";
import { sessions } from "../sessions";
import { callsOf, type Calls } from "./calls";
import { given } from "./configured";
import { checkResult, failed, failedWithKeptConfiguration, partialStep } from "./failures";

/**
 * Adapts a kind, or calls that are made of several, to the engine's protocol for dynamic providers. The provider text in every state
 * leads here, so that the refresh and the delete of an old state run the code of today.
 *
 * @param sessionOf opens the session of a configuration, or returns the one that is open
 */
export function delegate(
  handler: Kind | ((open: () => Session) => Calls),
  sessionOf: (configuration: Configuration) => Session = sessions.of,
): dynamic.ResourceProvider {
  let open: () => Session = () => {
    throw new Error("the engine has not configured this provider");
  };
  const opened = () => open();
  const calls = typeof handler === "function" ? handler(opened) : callsOf(handler, opened);
  return {
    /** Only assigns: the engine calls the provider before an awaited `configure` is done. */
    configure({ config }) {
      endWithEngine();
      let session: Session | undefined;
      open = () => (session ??= sessionOf(readConfiguration(given(config))));
      return Promise.resolve();
    },

    check: (olds: Values, news: Values) => calls.check(olds, news).then(checkResult, failed),

    async diff(id, olds: Values, news: Values) {
      const found = await calls.diff(id, olds, news).catch(failed);
      // A dynamic provider can't return what differs entry by entry.
      const { entries: _, ...difference } = found;
      return difference;
    },

    async create(inputs: Values) {
      const { id, outputs } = await calls
        .create(inputs)
        .catch((error: unknown) => partialStep(error, inputs));
      return { id, outs: outputs };
    },

    async read(id, state: Values) {
      const live = await calls.read(id, state).catch(failedWithKeptConfiguration);
      return live === undefined ? {} : { id, props: live.outputs, inputs: { ...live.inputs } };
    },

    async update(id, state: Values, inputs: Values) {
      const outs = await calls
        .update(id, state, inputs)
        .catch((error: unknown) => partialStep(error, inputs));
      return { outs };
    },

    delete: (id, state: Values) => calls.delete(id, state).catch(failedWithKeptConfiguration),
  };
}
