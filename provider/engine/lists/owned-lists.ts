import { isDeepStrictEqual } from "node:util";
import { PartialCreateError } from "../../backends/errors";
import type { RemovalLimit } from "../../configuration/choices";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { requireOrg } from "../gone-org";
import type { Behaviour, Values } from "../kind";
import { removeFirst } from "../leaving";
import { asMembers } from "../members";
import { namesMadeAnew } from "../made-anew";
import type { Properties } from "../property";
import { isUnknown, type Unknown } from "../unknown";
import {
  declaresUnmanaged,
  everybodyIn,
  listOf,
  modeOf,
  ownOf,
  partsOf,
  removedMembers,
  requireAdoption,
  unannounced,
} from "./membership";
import { changesOnlyDates, expiredIn } from "./end-dates";
import { declaredLists, listState, OpenLists } from "./open-lists";
import { mapLists, type ListInputs, type ListOwner } from "./owner";
import { requireRemovalLimit } from "./removal-limit";

/** What happens to a resource that is one list of its owner, or several. */
interface ListBehaviour<Inputs, State> extends Pick<
  Behaviour<Inputs, State>,
  "create" | "read" | "readById" | "update" | "delete"
> {
  readonly keyOf: (inputs: Inputs) => string;
  parts(inputs: Values): string[];
  plan(session: Session, state: Values, inputs: Coming): boolean;
}

type Coming = Values & { readonly removalLimit?: RemovalLimit | Unknown | undefined };

/** @param properties the inputs of the kind, beside those that the constructors pass along */
export function ownedLists<L extends string, Inputs extends ListInputs, State extends Inputs>(
  properties: Properties,
  kind: ListOwner<L, Inputs, State>,
): ListBehaviour<Inputs, State> {
  const open = async (
    session: Session,
    id: string,
    org: string | undefined,
    ...values: readonly Values[]
  ) => {
    const owner = { id, ...(org !== undefined && { org }) };
    const store = await kind.open(session, owner, values);
    return new OpenLists(properties, kind, session, owner, store);
  };
  const wantedIn = (values: Values) => declaredLists(kind.lists, values);
  return {
    keyOf: kind.keyOf,

    parts: (inputs) => partsOf(inputs, kind.lists),

    plan(session, state, inputs) {
      const name = resourceName(inputs);
      const updates = kind.lists
        .filter((list) => inputs[list] !== undefined)
        .map((list) => ({
          ...{ list, state: listOf(state, list), inputs: listOf(inputs, list) },
          expired: [...expiredIn(state, list, session.at).keys()],
        }));
      const limit = inputs.removalLimit ?? session.configuration.removalLimit;
      if (!isUnknown(limit)) requireRemovalLimit(name, updates, limit);
      const gone = updates.map((one) => [one.list, removedMembers(one.state, one.inputs)] as const);
      const removes = Object.fromEntries(gone.filter(([, members]) => members.length > 0));
      session.planFile.add({ kind: kind.kind, resource: name, removes });
      const unseen = updates.flatMap((update) => unannounced(update.state, update.inputs));
      if (unseen.length > 0) {
        const members = unseen.join(", ");
        session.warn(`${name} removes ${members}: not declared, found in the list before`);
      }
      return unseen.length > 0 || updates.some((one) => declaresUnmanaged(one.state, one.inputs));
    },

    async create(session, inputs, replaced) {
      const key = kind.keyOf(inputs);
      const id = await kind.idOf(session, key);
      const lists = await open(session, id, kind.orgOf?.(session, key, id), inputs);
      const wanted = wantedIn(inputs);
      const before = await lists.present(wanted);
      const comesAlong = replaced !== undefined && kind.comesAlong === true;
      if (!comesAlong && (inputs.adopt ?? session.configuration.adopt) === "never") {
        mapLists(wanted, (one, list) => requireAdoption(list, one, before.there[list] ?? []));
      }
      try {
        return { id, outputs: await lists.reconcile(inputs, before) };
      } catch (error) {
        const now = await lists.present(wanted).catch(() => before);
        const half = lists.stateOf(inputs, wanted, now.there);
        if (isDeepStrictEqual(half, lists.stateOf(inputs, wanted, before.there))) throw error;
        throw new PartialCreateError(id, half, error);
      }
    },

    async readById(session, id) {
      const lists = await open(session, await kind.idOf(session, id), undefined);
      return kind.stateById(
        id,
        mapLists(await lists.all(), (members) => asMembers([...members].sort(), false)),
      );
    },

    async read(session, id, state) {
      await requireOrg(session, state.org);
      const lists = await open(session, id, state.org, state);
      const own = mapLists(wantedIn(state), (one) => ({ ...one, members: ownOf(one) }));
      const { there } = await lists.present(own, true);
      return lists.stateOf(state, own, there);
    },

    async update(session, id, state, inputs) {
      const org = state.org ?? kind.orgOf?.(session, kind.keyOf(inputs), id);
      const wanted = wantedIn(inputs);
      const isNew = namesMadeAnew(session, properties, inputs);
      if (!isNew && changesOnlyDates(properties, kind.lists, state, inputs)) {
        const there = mapLists(wanted, (_, list) => everybodyIn(listOf(state, list)));
        return listState(properties, kind, org, { values: inputs, lists: wanted, there });
      }
      const lists = await open(session, id, org, state, inputs);
      const removed = mapLists(wanted, (one, list) => removedMembers(listOf(state, list), one));
      const present = await lists.present(wanted);
      // Beside an exact list no other one names anybody.
      const isAlone = modeOf(inputs) === "exact";
      const gone = isAlone ? removed : await lists.namedNowhereElse(state, removed);
      return lists.reconcile(inputs, present, gone);
    },

    async delete(session, id, state) {
      if (modeOf(state) === "observe") return;
      const { kind: name, endsWith } = kind;
      const owner = endsWith === undefined ? undefined : { kind: endsWith, id };
      if (owner && (await removeFirst(session, { kind: name, id }, owner, state))) return;
      const lists = await open(session, id, state.org, state);
      await lists.release(state);
    },
  };
}
