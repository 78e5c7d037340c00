import { removals } from "../../configuration/choices";
import {
  blankUser,
  genders,
  userTexts,
  type NewPassword,
  type UserChanges,
  type UserState,
} from "../../backends/domain";
import { ConflictError, InvalidError } from "../../backends/errors";
import type { Session } from "../../run/session";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { checkLength } from "../../engine/check-properties";
import { isAnother, requireNotReplaced, requireSame, type Identity } from "../../engine/identity";
import {
  defineKind,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
} from "../../engine/kind";
import { orPartialCreate, stillMarked } from "../../engine/partial-create";
import {
  adopt,
  allowReplace,
  choice,
  clearable,
  flag,
  found,
  key,
  mark,
  optional,
  password,
  required,
  text,
} from "../../engine/property";
import {
  changes,
  declared,
  normalOf,
  pick,
  sameValue,
  settle,
  type Normal,
} from "../../engine/settle";
import { isUnknown } from "../../engine/unknown";
import { requireUserDeleteLimit } from "./delete-limit";

const inputs = {
  username: required(key, {
    doc: "What the person logs in with; on ArkID 4 to 16 lower-case letters and digits. Can't change.",
    immutable: true,
  }),
  name: clearable(text, {
    doc: "What people call them, at most 255 characters; `null` clears it.",
  }),
  nickname: clearable(text, {
    doc: "A short name; ArkID keeps none. `null` clears it.",
  }),
  email: clearable(text, {
    doc: "Their own email address, unique on the server; `null` clears it.",
  }),
  phone: clearable(text, {
    doc: "`1` and ten digits, or `+<country> <digits>`; unique on the server; `null` clears it.",
    formerly: "mobile",
  }),
  gender: optional(choice(genders, "Gender"), { doc: "Their gender." }),
  avatar: clearable(text, { doc: "URL of a picture; `null` clears it." }),
  initialPassword: optional(password, {
    doc: "Written when the person is created, and never again. Always a secret.",
    secret: true,
    silent: true,
  }),
  password: optional(password, {
    doc: "Kept as declared: a changed value resets it. Always a secret. Not beside `initialPassword`.",
    secret: true,
  }),
  requirePasswordReset: optional(flag, {
    doc: "Whether they must choose a new password at the next login.",
    inputOnly: true,
  }),
  onRemove: optional(choice(removals, "OnRemove"), {
    doc: "What a delete of the resource does to the person. Applied before it counts.",
    byDefault: '`identity:onRemove`, else "delete"',
    inputOnly: true,
  }),
  adopt: adopt("What a create does when the username is taken. Adopting never touches a password."),
  allowReplace: allowReplace("Whether a change of `username` may replace the person."),
};

const outputs = {
  userId: found(text, "The server's own number for this person."),
  passwordPending: mark(
    "The second write of the password, which requires a reset, is still to be done.",
  ),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

/** Fields that are compared with the server's. Passwords can only be written. */
const fields = [...userTexts, "gender"] as const;

export const user = defineKind({
  name: "User",
  doc: "A person. The id is the username.",
  example: `const ada = new User("ada", { username: "adalovelace", name: "Ada Lovelace", initialPassword: password.result });`,
  get: {
    doc: "Reads an existing person, by the username",
    example: `const ada = User.get("ada", "adalovelace");`,
  },
  inputs,
  outputs,

  keyOf: ({ username }) => username,

  unique: ({ username }) => ["user", username],

  check(session, inputs, olds) {
    return [...checkPasswords(inputs, olds), ...checkUsername(session, inputs)];
  },

  plan(_session, state, inputs) {
    requireWrittenPassword(state, inputs);
    return false;
  },

  async create(session, inputs) {
    const { users } = session.backend;
    const { username } = inputs;
    const password = writtenPassword(inputs);
    const desired = { ...changes(fields, {}, inputs), username };
    const normal = normalOf(session, "User");
    const { state, adopted, resumed } = await createOrAdopt<UserState>(session, {
      what: `user "${username}"`,
      adopt: adoptOf(session, inputs),
      lookupFirst: password === undefined,
      find: () => users.find({ username }),
      findBatched: () => session.reads.users.find({ username }),
      create: () => users.create({ ...desired, ...(password && { password: password.value }) }),
      idOf: ({ userId }) => `user id ${userId}`,
      same: (live) =>
        Object.keys(changes(fields, live, { ...blankUser, ...inputs }, normal)).length === 0,
      isInUse: async ({ id }) => (await users.contents({ id })).length > 0,
      // Another program may use the username: a password that only this one knows proves whose it is.
      isOwn: async ({ id }) =>
        password !== undefined && (await users.signsIn({ id }, password.value)),
      refuse: (live) => requireSamePerson(inputs, live, normal),
    });
    const isMine = !adopted || resumed === true;
    const live = await later(session, inputs, state, {
      ...(adopted && changes(fields, state, inputs, normal)),
      ...(isMine && password?.requireReset === true && { password }),
    });
    return { id: state.id, outputs: stateOf(inputs, live) };
  },

  async readById({ reads }, id) {
    const { username, userId, ...live } = await reads.users.get({ id });
    return { username, ...pick(live, fields), userId };
  },

  async read(session, id, state) {
    const live = await session.reads.users.get({ id });
    requireNotReplaced(session, identityOf(state, live));
    const settled = settle(state, pick(live, fields), normalOf(session, "User"));
    return {
      ...stateOf({ ...state, ...settled }, live),
      ...stillMarked(state, "passwordPending"),
    };
  },

  async update({ backend: { users } }, id, state, inputs) {
    requireSame(identityOf(state, await users.get({ id })));
    const password = isRewritten(state, inputs) ? writtenPassword(inputs) : undefined;
    const changed = { ...changes(fields, state, inputs), ...(password && { password }) };
    return stateOf(inputs, await users.update({ id }, changed));
  },

  async delete(session, id, state) {
    const { users } = session.backend;
    const onRemove = state.onRemove ?? session.configuration.onRemove;
    if (onRemove === "keep") return;
    await requireUserDeleteLimit(session, id, state);
    const [live] = await users.find({ username: id });
    if (live === undefined || isAnother(session, identityOf(state, live))) return;
    if (onRemove === "delete") await users.delete({ id });
    if (onRemove === "suspend") await users.suspend({ id });
  },
});

const stateOf = (values: Inputs, { userId }: UserState): State => ({
  ...declared(user.properties, values),
  userId,
});

/**
 * The username may be another person's now: they have another user id, and are taken over only by
 * the rules of adoption.
 */
const identityOf = (state: State, live: UserState): Identity => ({
  ...{ what: `user "${live.username}"`, number: "user id" },
  ...{ known: state.userId, live: live.userId },
});

/**
 * Whether an update writes the password: a changed one, or a declared reset that is not done.
 * `plan` allows a reset beside an initial password only after a partial create.
 */
function isRewritten(state: State, { password, requirePasswordReset: reset }: Inputs): boolean {
  if (password !== undefined && password !== state.password) return true;
  return reset !== undefined && reset !== state.requirePasswordReset;
}

function writtenPassword(inputs: Inputs): NewPassword | undefined {
  const value = inputs.password ?? inputs.initialPassword;
  return value === undefined
    ? undefined
    : { value, requireReset: inputs.requirePasswordReset === true };
}

const NOT_WRITTEN = "it goes with a password that is written: declare password as well";

function checkPasswords(inputs: Previewed<Inputs>, olds: object): Failure[] {
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

/**
 * A reset of an existing person needs a new password: the initial one is written only by the
 * create, or after a partial create.
 * @throws InvalidError at preview
 */
function requireWrittenPassword(state: State, inputs: Previewed<Inputs>): void {
  const { password, initialPassword, requirePasswordReset: reset } = inputs;
  const isPending = state.passwordPending === true && initialPassword !== undefined;
  if (reset === undefined || reset === state.requirePasswordReset) return;
  if (password !== undefined || isPending) return;
  throw new InvalidError(NOT_WRITTEN, "requirePasswordReset");
}

function checkUsername({ backend }: Pick<Session, "backend">, inputs: Previewed<Inputs>) {
  const { username, name } = inputs;
  const { username: rule, nameLength } = backend.capabilities;
  const tooLong = checkLength("name", name, nameLength);
  if (tooLong.length > 0 || isUnknown(username) || rule.pattern.test(username)) return tooLong;
  const reason = `"${username}" is invalid on ${backend.name}: give ${rule.says}`;
  return [{ property: "username", reason }];
}

/**
 * An account with another email or phone is another person's.
 * @throws ConflictError naming the property
 */
function requireSamePerson(inputs: Inputs, live: UserState, normal: Normal): void {
  for (const key of ["email", "phone"] as const) {
    const wanted = inputs[key];
    if (wanted === undefined || wanted === null || live[key] === "") continue;
    if (sameValue(normal(key, wanted), live[key])) continue;
    throw new ConflictError(
      `user "${live.username}" exists with another ${key}: this may be another person, and is not taken over`,
      key,
    );
  }
}

/** The second step of a create; if it fails, the state has the person without it. */
async function later(session: Session, inputs: Inputs, state: UserState, wanted: UserChanges) {
  const keys = Object.keys(wanted);
  if (keys.length === 0) return state;
  const isReset = wanted.password !== undefined;
  const half = { ...stateOf(inputs, state), ...(isReset && { passwordPending: true }) };
  return orPartialCreate(state.id, half, isReset ? [...keys, "requirePasswordReset"] : keys, () =>
    session.backend.users.update({ id: state.id }, wanted),
  );
}
