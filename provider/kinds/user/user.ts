import {
  genders,
  type NewPassword,
  type UserChanges,
  type UserFields,
  type UserState,
} from "../../backends/domain";
import { adoptions, removals, type OnRemove } from "../../configuration/choices";
import { ConflictError, InvalidError, ReplacedError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import type { Failure, Handler, Values } from "../../engine/handler";
import { orPartialCreate, stillMarked } from "../../engine/partial-create";
import * as property from "../../engine/properties";
import { isAnother, requireSame, type Identity } from "../../engine/identity";
import { isUnknown } from "../../engine/unknown";
import { requireUserDeleteLimit } from "./delete-limit";

const properties = {
  ...property.common,
  username: { schema: property.id, immutable: true },
  name: { schema: property.clearable(property.text()) },
  email: { schema: property.clearable(property.text()) },
  phone: { schema: property.clearable(property.text()) },
  gender: { schema: property.oneOf(genders).optional() },
  avatar: { schema: property.clearable(property.text()) },
  initialPassword: { schema: property.text().min(1, "it is empty").optional(), silent: true },
  password: { schema: property.text().min(1, "it is empty").optional() },
  requirePasswordReset: { schema: property.flag.optional() },
  onRemove: { schema: property.oneOf(removals).optional() },
  adopt: { schema: property.oneOf(adoptions).optional(), silent: true },
} satisfies property.Properties;

/** The fields that a declaration and the server both hold. Passwords can only be written. */
const fields = ["name", "email", "phone", "gender", "avatar"] as const;

/** What a create leaves unsaid, as the server has it then. */
const BLANK = { name: "", email: "", phone: "", gender: "unspecified", avatar: "" };

/** In the state of a person whose password was to be written once more, and was not. */
const PENDING = "passwordPending";

/** A person. Adopting one never touches the password. */
export const user: Handler = {
  kind: "User",
  properties,

  check(session, inputs, olds) {
    return [...checkPasswords(inputs, olds), ...checkUsername(session, inputs)];
  },

  plan(_session, state, inputs) {
    requireWrittenPassword(state, inputs);
    return false;
  },

  keyOf: ({ username }) => String(username),

  async create(session, inputs) {
    const username = String(inputs.username);
    const password = writtenPassword(inputs);
    const desired = {
      ...changesOf({}, inputs),
      username,
      ...(password && { password: password.value }),
    };
    const known = (found: UserState) => asDeclared(session, found, inputs);
    const { state, adopted, resumed } = await createOrAdopt<UserState>(session, {
      what: `user "${username}"`,
      adopt: adoptOf(session, inputs),
      lookFirst: password === undefined,
      find: () => session.backend.users.find({ username }),
      look: () => session.reads.users.find({ username }),
      create: () => session.backend.users.create(desired),
      idOf: ({ userId }) => `user id ${userId}`,
      same: (found) =>
        Object.keys(changesOf({ ...known(found) }, { ...BLANK, ...inputs })).length === 0,
      inhabited: async ({ id }) => (await session.backend.users.contents({ id })).length > 0,
      // Anybody may use a username: a password that only the program knows tells whose it is.
      isOwn: async ({ id }) =>
        password !== undefined && (await session.backend.users.signsIn({ id }, password.value)),
      refuse: (found) => requireSamePerson(inputs, known(found)),
    });
    const mine = !adopted || resumed === true;
    const live = await later(session, inputs, state, {
      ...(adopted && changesOf({ ...known(state) }, inputs)),
      ...(mine && password?.requireReset === true && { password }),
    });
    return { id: state.id, outputs: outputs(inputs, live) };
  },

  async readById(session, id) {
    const live = await session.reads.users.get({ id });
    return outputs({ username: live.username, ...property.pick(live, fields) }, live);
  },

  async read(session, id, state) {
    const live = asDeclared(session, await session.reads.users.get({ id }), state);
    if (isAnother(session, identityOf(state, live)))
      throw new ReplacedError(`user "${id}" is another person`);
    const settled = property.settle(state, property.pick(live, fields));
    return { ...outputs({ ...state, ...settled }, live), ...stillMarked(state, PENDING) };
  },

  async update(session, id, state, inputs) {
    requireSame(identityOf(state, await session.backend.users.get({ id })));
    const password = isRewritten(state, inputs) ? writtenPassword(inputs) : undefined;
    const changes = { ...changesOf(state, inputs), ...(password && { password }) };
    return outputs(inputs, await session.backend.users.update({ id }, changes));
  },

  async delete(session, id, state) {
    const onRemove = (state.onRemove as OnRemove | undefined) ?? session.configuration.onRemove;
    if (onRemove === "keep") return;
    await requireUserDeleteLimit(session, id, state);
    const [live] = await session.backend.users.find({ username: id });
    if (live === undefined || isAnother(session, identityOf(state, live))) return;
    if (onRemove === "delete") await session.backend.users.delete({ id });
    if (onRemove === "suspend") await session.backend.users.suspend({ id });
  },
};

/**
 * Whether an update writes the password: a changed one, or a reset that is declared and not done.
 * A reset beside an initial password is so only after a half-done create; `plan` sees to that.
 */
function isRewritten(state: Values, { password, requirePasswordReset: reset }: Values): boolean {
  if (password !== undefined && password !== state.password) return true;
  return reset !== undefined && reset !== state.requirePasswordReset;
}

function writtenPassword(inputs: Values): NewPassword | undefined {
  const value = inputs.password ?? inputs.initialPassword;
  if (value === undefined) return undefined;
  return { value: value as string, requireReset: inputs.requirePasswordReset === true };
}

function checkPasswords(inputs: Values, olds: Values): Failure[] {
  const { password, initialPassword, requirePasswordReset } = inputs;
  if (initialPassword !== undefined && password !== undefined) {
    const reason = "give initialPassword (written once) or password (kept as declared), not both";
    return [{ property: "initialPassword", reason }];
  }
  const isNew = Object.keys(olds).length === 0;
  const writes = password !== undefined || initialPassword !== undefined;
  if (!isNew || requirePasswordReset === undefined || writes) return [];
  return [{ property: "requirePasswordReset", reason: NOT_WRITTEN }];
}

const NOT_WRITTEN = "it goes with a password that is written: declare password as well";

/**
 * A reset can't be asked of a living person without a new password, and the initial one is written
 * only with the person; or after it, where that failed half-way.
 * @throws InvalidError at preview
 */
function requireWrittenPassword(state: Values, inputs: Values): void {
  const { password, initialPassword, requirePasswordReset: reset } = inputs;
  const isPending = state[PENDING] === true && initialPassword !== undefined;
  if (reset === undefined || reset === state.requirePasswordReset) return;
  if (password !== undefined || isPending) return;
  throw new InvalidError(NOT_WRITTEN, "requirePasswordReset");
}

function checkUsername(session: Session, inputs: Values): Failure[] {
  const { username, name } = inputs;
  const { username: rule, nameLength } = session.backend.capabilities;
  const tooLong = property.checkLength("name", name, nameLength);
  if (tooLong.length > 0) return tooLong;
  if (typeof username !== "string" || isUnknown(username)) return [];
  if (!rule.pattern.test(username)) {
    const reason = `"${username}" does not do on ${session.backend.name}: give ${rule.says}`;
    return [{ property: "username", reason }];
  }
  session.registerKey("user", username, resourceName(inputs));
  return [];
}

/**
 * Somebody else may go by the username now: he is not the person of the state, who is gone, and is
 * taken over by the rules of adoption only.
 */
function identityOf(state: Values, live: UserState): Identity {
  const what = `user "${live.username}"`;
  return { what, number: "user id", known: state.userId, live: live.userId };
}

/** What the server holds, its mail address as declared where the server writes that so. */
function asDeclared({ backend }: Session, live: UserState, { email }: Values): UserState {
  const kept = backend.capabilities.normalize("User", "email", email);
  return typeof email === "string" && property.sameValue(kept, live.email)
    ? { ...live, email }
    : live;
}

/** What is declared and not what the state or the server holds, in the backend's terms. */
function changesOf(state: Values, inputs: Values): Partial<UserFields> {
  return Object.fromEntries(
    fields
      .map((key) => [key, inputs[key] === null ? "" : inputs[key]] as const)
      .filter(([key, value]) => value !== undefined && !property.sameValue(state[key], value)),
  );
}

/**
 * An account with another mail or telephone is another person's.
 * @throws ConflictError naming the property
 */
function requireSamePerson(inputs: Values, found: UserState): void {
  for (const key of ["email", "phone"] as const) {
    const declared = inputs[key];
    if (declared === undefined || declared === null || found[key] === "") continue;
    if (property.sameValue(declared, found[key])) continue;
    throw new ConflictError(
      `user "${found.username}" exists with another ${key}: this may be another person, and is not taken over`,
      key,
    );
  }
}

/** The second step of a create; a failure leaves the person in the state without it. */
async function later(session: Session, inputs: Values, state: UserState, changes: UserChanges) {
  const keys = Object.keys(changes);
  if (keys.length === 0) return state;
  const isReset = keys.includes("password");
  const sets = isReset ? [...keys, "requirePasswordReset"] : keys;
  const half = { ...outputs(inputs, state), ...(isReset && { [PENDING]: true }) };
  return orPartialCreate(state.id, half, sets, () =>
    session.backend.users.update({ id: state.id }, changes),
  );
}

function outputs(inputs: Values, live: UserState): Values {
  return { ...property.declared(properties, inputs), userId: live.userId };
}
