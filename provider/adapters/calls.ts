import { NotFoundError, PartialCreateError } from "../backends/errors";
import { diff, type Difference } from "../engine/diff";
import type { Kind, Values } from "../engine/kind";
import { userIdsOf } from "../engine/made-anew";
import { remove } from "../engine/remove";
import { declared } from "../engine/settle";
import { objectId } from "../run/object-id";
import { resourceName } from "../run/origin";
import { lineOf } from "../run/replacements";
import type { Session } from "../run/session";
import { check, type Checked } from "./check";
import { gone } from "./failures";
import { handedBack } from "./handed-back";
import { requireWholeTree } from "./whole-tree";
import { complete, migratedState, withoutProvider } from "./values";

/**
 * The engine's calls for the resources of one kind, in no protocol: both forms of the provider are
 * made of them. A state may be one that the other form or an older version wrote.
 */
export interface Calls {
  check(olds: Values, news: Values): Promise<Checked>;
  diff(id: string, state: Values, inputs: Values): Promise<Difference>;
  /** @throws PartialCreateError whose outputs are a whole state */
  create(inputs: Values): Promise<{ readonly id: string; readonly outputs: Values }>;
  /** `undefined` where the object is gone: on a confirmed absence only. */
  read(id: string, state: Values): Promise<Live | undefined>;
  update(id: string, state: Values, inputs: Values): Promise<Values>;
  delete(id: string, state: Values): Promise<void>;
}

/** What a read finds, as a state has it. */
export interface Live {
  readonly outputs: Values;
  readonly inputs: Values;
}

/** @param open returns the session; throws where the engine has not configured this provider */
export function callsOf(handler: Kind, open: () => Session): Calls {
  const serving = async (values: Values): Promise<Session> => {
    const session = open();
    await session.tenant.require(values.tenant);
    return session;
  };
  const current = (state: Values) => migratedState(handler, state);
  const userIds = (inputs: Values) => userIdsOf(open(), handler.properties, inputs);
  const made = (id: string, inputs: Values, outputs: Values) => {
    const object = objectId({ kind: handler.name, id, outputs });
    open().registry.identify(handler.name, resourceName(inputs), object);
  };
  return {
    check: (olds, news) => check(handler, open, current(olds), withoutProvider(news)),

    async diff(id, state, inputs) {
      const session = await serving(state);
      return diff(handler, session, id, current(state), withoutProvider(inputs));
    },

    async create(inputs) {
      const session = open();
      session.tenant.requireNoOtherTenant();
      // Before the create: a failure after it would lose the object that was made.
      const tenant = await session.tenant.name();
      const values = withoutProvider(inputs);
      const held = await handedBack(session, handler.name, values);
      if (held !== undefined) {
        const { id } = held;
        const state = current({ ...held.outputs, tenant });
        const { changes } = diff(handler, session, id, state, values);
        const isSame = changes === false;
        const outputs = isSame
          ? { ...state, ...declared(handler.properties, values) }
          : await handler.update(session, id, state, values);
        return { id, outputs: complete(tenant, outputs, state) };
      }
      const { replacements } = session;
      const old = replacements.oldOf(handler.name, handler.keyOf?.(values, session) ?? "");
      const replaces = lineOf(old);
      try {
        const { id, outputs } = await session.orgs.create(handler.name, () =>
          handler.create(session, values, old),
        );
        made(id, inputs, outputs);
        session.made.add(handler.name, id);
        replacements.finish(replaces ?? [], id);
        handler.register?.(session, id, inputs, outputs);
        return { id, outputs: complete(tenant, outputs, { replaces, userIds: userIds(values) }) };
      } catch (error) {
        if (!(error instanceof PartialCreateError)) throw error;
        made(error.id, inputs, error.outputs);
        const outputs = complete(tenant, error.outputs, { replaces, userIds: userIds(values) });
        throw new PartialCreateError(error.id, outputs, error.cause);
      }
    },

    async read(id, state) {
      const session = await serving(state);
      try {
        const live = await refreshOrGet(handler, session, id, current(state));
        const outputs = complete(await session.tenant.name(), live, state);
        return { outputs, inputs: declared(handler.properties, outputs) };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },

    async update(id, state, inputs) {
      const session = await serving(state);
      const tenant = await session.tenant.name();
      const news = withoutProvider(inputs);
      const outputs = await handler.update(session, id, current(state), news).catch(gone);
      return complete(tenant, outputs, { ...state, userIds: userIds(news) });
    },

    async delete(id, state) {
      const session = await serving(state);
      await requireWholeTree(session, handler.name, state);
      await remove(handler, session, id, current(state));
    },
  };
}

/** A state without a schema comes from a look-up by id, which reads all that there is. */
async function refreshOrGet(handler: Kind, session: Session, id: string, state: Values) {
  if (state.schema !== undefined) return handler.read(session, id, state);
  return { ...declared(handler.properties, state), ...(await handler.readById(session, id)) };
}
