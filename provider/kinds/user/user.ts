import { removals } from "../../configuration/choices";
import {
  blankUser,
  genders,
  uniqueUserTexts,
  userTexts,
  type NewPassword,
  type UserChanges,
  type UserState,
} from "../../backends/domain";
import type { Content, Ref, UserStore } from "../../backends/backend";
import { ConflictError, InvalidError, NotFoundError } from "../../backends/errors";
import type { Session } from "../../run/session";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { replacing } from "../../engine/changed";
import { isAnother, requireNotReplaced, requireSame, type Identity } from "../../engine/identity";
import {
  defineKind,
  type Claim,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
  type Values,
} from "../../engine/kind";
import { requireComparedSince } from "../../engine/made-late";
import { orPartialCreate, stillMarked } from "../../engine/partial-create";
import {
  adopt,
  allowReplace,
  choice,
  clearable,
  flag,
  found,
  kept,
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
import { trimmed } from "../../engine/text";
import { isUnknown } from "../../engine/unknown";
import { unlessGone } from "../../engine/unless-gone";
import { keptUsernames } from "../../engine/usernames";
import { requireUserDeleteLimit } from "./delete-limit";

const inputs = {
  username: required(key, {
    doc: "What the person logs in with; on ArkID 4 to 16 lower-case letters and digits, which can't change. On Authing it changes in place, and the resource keeps its first id.",
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
    doc: "A Chinese mobile number, or one with its country code, `+1 2025550100`, in any usual spelling; unique on the server; `null` clears it.",
    formerly: "mobile",
  }),
  gender: kept(choice(genders, "Gender"), { doc: "Their gender." }),
  avatar: clearable(text, { doc: "URL of a picture; `null` clears it." }),
  initialPassword: optional(password, {
    doc: "Written when the person is created, and never again. Always a secret.",
    secret: true,
    silent: true,
  }),
  password: kept(password, {
    doc: "Kept as declared: a changed value resets it. Always a secret. Not beside `initialPassword`.",
    forgotten: true,
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
  userId: found(text, "The server's own number for this person.", { follows: [] }),
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

  complete: (session, inputs) => ({
    ...inputs,
    username: keptUsernames(session, inputs.username),
  }),

  keyOf: ({ username }) => username,

  idIsKey: true,

  async existing(session, inputs) {
    const { username } = inputs;
    const { users } = session.backend;
    const seen = await session.reads.users.seek(username);
    // Not every listing has everybody.
    const isSure = seen !== undefined || adoptOf(session, inputs) !== "only";
    const live = isSure ? seen : (await users.find({ username }))[0];
    if (live !== undefined) requireSamePerson(inputs, live, normalOf(session, "User"));
    return { what: `user "${username}"`, ids: live === undefined ? [] : [username] };
  },

  unique(inputs, session) {
    const normal = normalOf(session, "User");
    const texts = uniqueUserTexts.flatMap((key): Claim[] => {
      const value = inputs[key];
      return value ? [[key, trimmed(String(normal(key, value)))]] : [];
    });
    return [["user", String(normal("username", inputs.username))], ...texts];
  },

  check(session, inputs, olds) {
    return [...checkPasswords(inputs, olds), ...checkReplacement(session, inputs, olds)];
  },

  register({ userIds }, _id, { username }, { userId }) {
    if (userId !== undefined && !isUnknown(username)) userIds.set(username, userId);
  },

  plan({ replacements, compared }, state, inputs) {
    requireComparedSince({ compared }, inputs.username, state, inputs);
    requireWrittenPassword(state, inputs);
    // Resources that name the person follow a new username without allowReplace.
    if (inputs.username !== state.username) replacements.finish([state.username], inputs.username);
    return false;
  },

  async create(session, inputs) {
    const { users } = session.backend;
    const { username, ownNodes = [], nodesUntil = [] } = inputs;
    const [firstNode] = ownNodes;
    const password = writtenPassword(inputs);
    const normal = normalOf(session, "User");
    const desired = {
      ...{ ...changes(fields, {}, inputs, normal), username },
      ...(password && { password: password.value }),
      ...(firstNode !== undefined && { node: firstNode }),
    };
    let nodes: Promise<Content[]> | undefined;
    const nodesOf = async (ref: Ref) => (await (nodes ??= users.contents(ref))).map(({ id }) => id);
    const { state, adopted, resumed } = await createOrAdopt<UserState>(session, {
      what: `user "${username}"`,
      adopt: adoptOf(session, inputs),
      lookupFirst: password === undefined,
      find: () => users.find({ username }),
      findBatched: () => session.reads.users.find({ username }),
      create: () => users.create(desired),
      idOf: ({ userId }) => `user id ${userId}`,
      same: (live) =>
        Object.keys(changes(fields, live, { ...blankUser, ...inputs }, normal)).length === 0,
      isInUse: async ({ id }) =>
        (await nodesOf({ id })).some((node) => ![...ownNodes, ...nodesUntil].includes(node)),
      // Another program may use the username. What proves whose it is: that they are in nodes of
      // this one, and in no other, or a password that only this one knows.
      isOwn: async ({ id }) =>
        (firstNode !== undefined && (await nodesOf({ id })).includes(firstNode)) ||
        (password !== undefined && (await users.signsIn({ id }, password.value))),
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

  // Where a username changes in place, the id of the resource is the first one.
  async read(session, _id, state) {
    const live = await personOf(session, session.reads, state);
    requireNotReplaced(session, identityOf(state, live));
    const { username } = live;
    const settled = settle(state, { ...pick(live, fields), username }, normalOf(session, "User"));
    return {
      ...stateOf({ ...state, ...settled }, live),
      ...stillMarked(state, "passwordPending"),
    };
  },

  async update(session, _id, state, inputs) {
    const { users } = session.backend;
    const live = await personOf(session, session.backend, state);
    requireSame(identityOf(state, live));
    const password = isRewritten(state, inputs) ? writtenPassword(inputs) : undefined;
    const changed = {
      ...changes([...fields, "username"], state, inputs, normalOf(session, "User")),
      ...(password && { password }),
    };
    return stateOf(inputs, await users.update({ id: live.username }, changed));
  },

  async delete(session, id, state) {
    const { users } = session.backend;
    const onRemove = state.onRemove ?? session.configuration.onRemove;
    if (onRemove === "keep") return;
    await requireUserDeleteLimit(session, id, state);
    const live = await liveOf(session, state);
    if (live === undefined) return;
    if (onRemove === "delete") await users.delete(live);
    if (onRemove === "suspend") await users.suspend(live);
  },
});

/**
 * The person of a state, also under another username: a run may have been stopped between a rename
 * and its answer, or somebody else renamed them.
 */
async function personOf(
  { backend }: Pick<Session, "backend">,
  { users }: { readonly users: Pick<UserStore, "get"> },
  { username, userId }: Pick<State, "username" | "userId">,
): Promise<UserState> {
  try {
    return await users.get({ id: username });
  } catch (error) {
    if (!(error instanceof NotFoundError) || userId === undefined) throw error;
    const renamed = await backend.users.byUserId(userId);
    if (renamed === undefined) throw error;
    return renamed;
  }
}

/** The person of a state, for a delete; `undefined` where they are gone, or another has the username. */
export async function liveOf(
  session: Session,
  state: Pick<State, "username" | "userId">,
): Promise<UserState | undefined> {
  const live = await personOf(session, session.removing, state).catch(unlessGone);
  return live === undefined || isAnother(session, identityOf(state, live)) ? undefined : live;
}

const stateOf = (values: Inputs, { userId }: UserState): State => ({
  ...declared(user.properties, values),
  userId,
});

/**
 * The username may be another person's now: they have another user id, and are taken over only by
 * the rules of adoption.
 */
const identityOf = (state: Pick<State, "userId">, live: UserState): Identity => ({
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

/**
 * A replacement makes the new person before the old one goes, whose email and phone nobody else can
 * have until then.
 */
function checkReplacement(session: Session, inputs: Previewed<Inputs>, olds: Values): Failure[] {
  const replaced = replacing(user, session.backend, olds, inputs);
  if (!replaced.includes("username")) return [];
  const normal = normalOf(session, "User");
  const held = uniqueUserTexts.filter((key) => {
    const [mine, old] = [inputs[key], olds[key]];
    return mine && old && !isUnknown(mine) && sameValue(normal(key, mine), normal(key, old));
  });
  if (held.length === 0) return [];
  const clears = held.map((key) => `${key}: null`).join(", ");
  const reason = `"${inputs.username}" can't be made beside "${String(olds.username)}", who has the same ${held.join(" and ")} until then: first an up with ${clears} and the old username, then one with the new username and ${held.join(" and ")}; or keep the username`;
  return [{ property: "username", reason }];
}

/**
 * An account with another email or phone is another person's.
 * @throws ConflictError naming the property
 */
function requireSamePerson(inputs: Inputs, live: UserState, normal: Normal): void {
  for (const key of uniqueUserTexts) {
    const wanted = inputs[key];
    if (wanted === undefined || wanted === null || live[key] === "") continue;
    if (sameValue(normal(key, wanted), normal(key, live[key]))) continue;
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
