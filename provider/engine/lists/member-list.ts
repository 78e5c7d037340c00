import { PartialCreateError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Kind, Values } from "../kind";
import type { Session } from "../../run/session";
import { requireOrg } from "../gone-org";
import { unkept } from "../keepers";
import { outputs, present, reconcile, type MemberListKind } from "./member-list-kind";
import { checkList } from "../name-problem";
import * as membership from "./membership";
import { legacy } from "../properties";
import { isUnknown } from "../unknown";

/** A whole list of people as one resource, however long: of a node, of an org. */
export function memberList(kind: MemberListKind): Kind {
  const { owner, properties } = kind;
  return legacy({
    name: kind.kind,
    properties,
    parts: (inputs) => membership.partsOf(inputs),

    complete(_session, inputs) {
      return { ...inputs, users: membership.asMap(inputs.users, inputs.ordered === true) };
    },

    check(session, inputs) {
      if (isUnknown(inputs[owner])) {
        return checkList(session, "users", "user", inputs.users);
      }
      const failures = [
        ...kind.check(session, inputs),
        ...checkList(session, "users", "user", inputs.users),
      ];
      if (failures.length === 0) membership.registerList(session, inputs, String(inputs[owner]));
      return failures;
    },

    keyOf: (values) => String(values[owner]),

    plan(session, state, inputs) {
      const limit = session.configuration.removalLimit;
      membership.requireRemovalLimit(resourceName(inputs), state, inputs, limit);
      const unseen = membership.unannounced(state, inputs);
      if (unseen.length > 0) {
        session.warn(
          `${resourceName(inputs)} removes ${unseen.join(", ")}: not declared, found in the list before`,
        );
      }
      return unseen.length > 0 || membership.declaresUnmanaged(state, inputs);
    },

    // The people of a replaced list have come along, whoever declared them.
    async create(session, inputs, replaced) {
      const ref = await kind.locate(session, inputs);
      const list = { ...inputs, ...(ref.org !== undefined && { org: ref.org }) };
      const before = await present(kind, session, ref, list);
      const { unmanaged } = membership.shown(inputs, before.members);
      const lenient = replaced ? { ...inputs, adopt: "ifExists" } : inputs;
      membership.requireAdoption(lenient, session.configuration.adopt, unmanaged);
      const step = { inputs: list, removed: [] };
      try {
        return { id: ref.id, outputs: await reconcile(kind, session, ref, before, step) };
      } catch (error) {
        const now = await present(kind, session, ref, list).catch(() => before);
        if (now.members.length === before.members.length) throw error;
        throw new PartialCreateError(ref.id, outputs(kind, list, now.members), error);
      }
    },

    async readById(session, id) {
      const members = await kind.collection(session).list({ id });
      return { [owner]: id, users: membership.asMap([...members].sort(), false), unmanaged: [] };
    },

    async read(session, id, state) {
      await requireOrg(session, owner === "org" ? id : state.org);
      const list = { ...state, users: asMap(ownOf(state), state) };
      const lists = kind.reading?.(session);
      const { members } = await present(kind, session, kind.refOf(id, state), list, lists);
      return outputs(kind, list, members);
    },

    async update(session, id, state, inputs) {
      const ref = kind.refOf(id, state);
      const list = { ...inputs, org: state.org };
      const removed = membership.removedMembers(state, inputs);
      const before = await present(kind, session, ref, list);
      return reconcile(kind, session, ref, before, { inputs: list, removed });
    },

    // Who is not there is not named: a person who is gone altogether would fail it all.
    async delete(session, id, state) {
      if (membership.modeOf(state) === "observe") return;
      const ref = kind.refOf(id, state);
      const { members } = await present(kind, session, ref, { ...state, users: {} });
      const own = ownOf(state).filter((member) => members.includes(member));
      const remove = await withoutKept(session, kind, { id, state }, own);
      await kind.collection(session).change(ref, { add: [], remove });
    },
  });
}

/** Those of these people whom no other resource wants in the list. */
async function withoutKept(
  session: Session,
  kind: MemberListKind,
  { id, state }: { id: string; state: Values },
  people: string[],
): Promise<string[]> {
  const list = { kind: kind.kind, id, key: String(state[kind.owner]) };
  const parts = people.map((member) => membership.partOf("users", member));
  const own = new Set(await unkept(session, list, state, parts, membership.partsOf));
  const isFree = async (member: string) =>
    own.has(membership.partOf("users", member)) &&
    (await kind.isDeclaredBesides?.(session, id, member, state)) !== true;
  const free = await Promise.all(people.map(isFree));
  return people.filter((_, index) => free[index]);
}

/** Whom the list itself holds, in order. */
function ownOf(state: Values): string[] {
  const unmanaged = new Set(membership.unmanagedOf(state));
  return membership.membersOf(state.users).filter((member) => !unmanaged.has(member));
}

const asMap = (members: string[], { ordered }: Values) =>
  membership.asMap(members, ordered === true);
