import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { Configuration } from "../configuration/configuration";
import { readConfiguration } from "../run/settings";
import { PartialCreateError, NotFoundError } from "../backends/errors";
import type { Kind, Replaced, Values } from "../engine/kind";
import { declared } from "../engine/settle";
import { resourceName } from "../run/origin";
import { lineOf } from "../run/replacements";
import type { Session } from "../run/session";
import { sessions } from "../sessions";
import { check } from "./check";
import { diff } from "../engine/diff";
import { endWithEngine } from "../metrics/end-with-engine";
import { failed, failedWithKeptConfiguration, gone, partialCreate, checkResult } from "./failures";
import { isSpared } from "../engine/spare";
import { complete, migratedState, withoutProvider } from "./values";

/**
 * Adapts a kind to the engine's protocol for dynamic providers. The provider text in every state
 * leads here, so that the refresh and the delete of an old state run the code of today.
 *
 * @param sessionOf opens the session of a configuration, or returns the one that is open
 */
export function delegate(
  handler: Kind,
  sessionOf: (configuration: Configuration) => Session = sessions.of,
): dynamic.ResourceProvider {
  let open: () => Session = () => {
    throw new Error("the engine has not configured this provider");
  };
  const serving = async (values: Values): Promise<Session> => {
    const session = open();
    await session.tenant.require(values.tenant);
    return session;
  };
  const current = (state: Values) => migratedState(handler, state);
  const made = (id: string, inputs: Values) =>
    open().registry.identify(handler.name, resourceName(inputs), id);
  return {
    /** Only assigns: the engine calls the provider before an awaited `configure` is done. */
    configure({ config }) {
      endWithEngine();
      let session: Session | undefined;
      open = () => (session ??= sessionOf(readConfiguration((key) => config.get(key))));
      return Promise.resolve();
    },

    check: (olds: Values, news: Values) =>
      check(handler, open, current(olds), withoutProvider(news)).then(checkResult, failed),

    diff: (id, olds: Values, news: Values) =>
      attempt(async () => {
        const session = await serving(olds);
        // A dynamic provider can't return the paths of changed entries.
        const found = diff(handler, session, id, current(olds), withoutProvider(news));
        const { paths: _, ...difference } = found;
        return difference;
      }),

    async create(inputs: Values) {
      let old: Replaced | undefined;
      let tenant = "";
      try {
        const session = open();
        session.tenant.requireNoOtherTenant();
        // Before the create: a failure after it would lose the object that was made.
        tenant = await session.tenant.name();
        const values = withoutProvider(inputs);
        const { replacements } = session;
        old = replacements.oldOf(handler.name, handler.keyOf?.(values, session) ?? "");
        const { id, outputs } = await handler.create(session, values, old);
        made(id, inputs);
        session.made.add(handler.name, id);
        const replaces = lineOf(old);
        replacements.finish(replaces ?? [], id);
        handler.register?.(session, id, inputs, outputs);
        return { id, outs: complete(tenant, outputs, { replaces }) };
      } catch (error) {
        if (error instanceof PartialCreateError) made(error.id, inputs);
        throw partialCreate(error, inputs, { replaces: lineOf(old) }, tenant);
      }
    },

    read: (id, state: Values) =>
      attemptWithKept(async () => {
        const session = await serving(state);
        try {
          const outputs = await refreshOrGet(handler, session, id, current(state));
          const props = complete(await session.tenant.name(), outputs, state);
          return { id, props, inputs: { ...declared(handler.properties, props) } };
        } catch (error) {
          if (error instanceof NotFoundError) return {};
          throw error;
        }
      }),

    update: (id, state: Values, inputs: Values) =>
      attempt(async () => {
        const session = await serving(state);
        const tenant = await session.tenant.name();
        const news = withoutProvider(inputs);
        const outputs = await handler.update(session, id, current(state), news).catch(gone);
        return { outs: complete(tenant, outputs, state) };
      }),

    delete: (id, state: Values) =>
      attemptWithKept(async () => {
        const session = await serving(state);
        const values = current(state);
        if (await isSpared(handler, session, id, values)) return;
        try {
          await handler.delete(session, id, values);
        } catch (error) {
          if (!(error instanceof NotFoundError)) throw error;
        }
      }),
  };
}

/** A state without a schema comes from `X.get(name, id)`, which reads all that there is. */
async function refreshOrGet(handler: Kind, session: Session, id: string, state: Values) {
  if (state.schema !== undefined) return handler.read(session, id, state);
  return { ...declared(handler.properties, state), ...(await handler.readById(session, id)) };
}

const attempting =
  (fail: (error: unknown) => never) =>
  async <T>(call: () => Promise<T> | T): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      return fail(error);
    }
  };
const attempt = attempting(failed);
/** For calls that a destroy or a plain refresh makes. */
const attemptWithKept = attempting(failedWithKeptConfiguration);
