import type { Ref } from "../backends/backend";
import type { MemberFields } from "../backends/domain";
import { InvalidError, NotFoundError } from "../backends/errors";
import { isDeclared } from "../engine/keepers";
import {
  defineKind,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
} from "../engine/kind";
import { withoutExpired } from "../engine/lists/end-dates";
import * as membership from "../engine/lists/membership";
import { namesMadeAnew } from "../engine/made-anew";
import { checkNames } from "../engine/name-problem";
import { checkOrg } from "../engine/org-id";
import { orPartialCreate } from "../engine/partial-create";
import { allowReplace, clearable, reference, required, text } from "../engine/property";
import { changes, declared, normalOf, settle } from "../engine/settle";
import { isUnknown } from "../engine/unknown";
import type { Session } from "../run/session";
import { departed } from "./user/departures";

const inputs = {
  org: required(reference("org"), {
    doc: "Whose member. Can't change in place.",
    immutable: true,
  }),
  user: required(reference("user"), { doc: "Who. Can't change in place.", immutable: true }),
  email: clearable(text, {
    doc: "The address in this org, at most 255 characters; `null` clears it. Their own is the User's.",
  }),
  employeeNumber: clearable(text, { doc: "At most 255 characters; `null` clears it." }),
  position: clearable(text, { doc: "At most 255 characters; `null` clears it." }),
  hireDate: clearable(text, {
    doc: "A date, `2026-03-01`, or a time in ISO 8601, `2026-03-01T09:00:00Z`. Without an offset it is read in the server's, on ArkID `+08:00`. `null` clears it.",
  }),
  description: clearable(text, {
    doc: "At most 512 characters; `null` clears it.",
    formerly: "remark",
  }),
  allowReplace: allowReplace("Whether a change of `org` or `user` may replace the membership."),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, Record<never, never>>;

const fields = ["email", "employeeNumber", "position", "description", "hireDate"] as const;

export const orgMember = defineKind({
  name: "OrgMember",
  doc: "What an org keeps of one member. A create makes them a member where they are none. A delete takes them out of the org, unless they are in one of its nodes, or its owner: then it clears what was declared. The id is `<oid>/<username>`.",
  example: `new OrgMember("ada-at-acme", { org: acme, user: ada, position: "Engineer", hireDate: "2026-03-01" });`,
  get: {
    doc: "Reads what an org keeps of a member, by `<oid>/<username>`",
    example:
      'const ada = OrgMember.get("ada-at-acme", pulumi.interpolate`${acme.id}/adalovelace`);',
  },
  inputs,
  outputs: {},

  keyOf: idOf,

  unique: (inputs) => [["member", idOf(inputs)]],

  undoes: true,

  check(session, inputs) {
    const { user } = inputs;
    return [
      ...checkOrg(session, inputs),
      ...(isUnknown(user) ? [] : checkNames(session, "user", "user", [user])),
      ...checkHireDate(session, inputs),
    ];
  },

  async create(session, inputs) {
    return { id: await join(session, inputs), outputs: stateOf(inputs) };
  },

  async readById({ reads }, id) {
    const { org, user } = partsOf(id);
    return { org, user, ...(await reads.orgMembers.get({ org, id: user })) };
  },

  async read(session, id, state) {
    const live = await session.reads.orgMembers.get(refOf(id));
    return stateOf({ ...state, ...settle(state, live, normalOf(session, "OrgMember")) });
  },

  async update(session, id, state, inputs) {
    if (namesMadeAnew(session, orgMember.properties, inputs)) await join(session, inputs);
    else
      await write(
        session,
        refOf(id),
        changes(fields, state, inputs, normalOf(session, "OrgMember")),
      );
    return stateOf(inputs);
  },

  async delete(session, id, state) {
    const { org, user } = partsOf(id);
    const { orgMembers } = session.backend;
    const gone = await departed(session, org, { kind: "OrgMember", id }, state);
    if (gone.has(user) || (await find(session, id)) === undefined) return;
    // Leaving the org would leave its nodes too, whose members other resources may declare.
    const stays =
      (await isListed(session, org, user, state)) ||
      (await orgMembers.bound({ id: org }, [user])).length > 0;
    if (stays) await orgMembers.update({ org, id: user }, blanksOf(state));
    else await orgMembers.change({ id: org }, { add: [], remove: [user] });
  },
});

const stateOf = (values: Inputs): State => declared(orgMember.properties, values);

function idOf({ org, user }: Pick<Inputs, "org" | "user">): string {
  return `${org}/${user}`;
}

/** Reads `<org>/<username>`. */
function partsOf(id: string) {
  const at = id.lastIndexOf("/");
  return { org: id.slice(0, at), user: id.slice(at + 1) };
}

function refOf(id: string): Ref {
  const { org, user } = partsOf(id);
  return { org, id: user };
}

/** Makes the person a member with the declared fields. */
async function join(session: Session, inputs: Inputs): Promise<string> {
  const id = idOf(inputs);
  const live = (await find(session, id)) ?? (await add(session, inputs));
  const changed = changes(fields, live, inputs, normalOf(session, "OrgMember"));
  await orPartialCreate(id, stateOf(inputs), Object.keys(changed), () =>
    write(session, refOf(id), changed),
  );
  return id;
}

/** @throws InvalidError for a username that nobody has, naming the property */
async function add(session: Session, inputs: Inputs): Promise<MemberFields> {
  const { org, user } = inputs;
  const { orgMembers } = session.backend;
  try {
    await orgMembers.change({ id: org }, { add: [user], remove: [] });
  } catch (error) {
    if (!(error instanceof InvalidError) || error.property !== "users") throw error;
    throw new InvalidError(`there is no user "${user}"`, "user", { cause: error });
  }
  return orPartialCreate(idOf(inputs), stateOf(inputs), fields, () =>
    orgMembers.get({ org, id: user }),
  );
}

async function write(
  { backend }: Pick<Session, "backend">,
  ref: Ref,
  changed: Partial<MemberFields>,
): Promise<void> {
  if (Object.keys(changed).length > 0) await backend.orgMembers.update(ref, changed);
}

async function find({ backend }: Pick<Session, "backend">, id: string) {
  try {
    return await backend.orgMembers.get(refOf(id));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Whether a list of the org's people names them as well. */
function isListed(session: Session, org: string, user: string, state: State): Promise<boolean> {
  const list = { kind: "OrgMembers", id: org, key: org, part: membership.partOf("users", user) };
  return isDeclared(session, list, state, (inputs) =>
    membership.partsOf(withoutExpired(inputs, ["users"], session.at)),
  );
}

/** What is declared, to be cleared. */
const blanksOf = (state: State): Partial<MemberFields> =>
  fields
    .filter((key) => state[key] !== undefined)
    .reduce((blanks, key) => ({ ...blanks, [key]: "" }), {});

function checkHireDate(
  { backend }: Pick<Session, "backend">,
  inputs: Previewed<Inputs>,
): Failure[] {
  const { hireDate } = inputs;
  if (typeof hireDate !== "string" || isUnknown(hireDate)) return [];
  if (backend.capabilities.normalize("OrgMember", "hireDate", hireDate) !== undefined) return [];
  const reason = 'give a date such as "2026-03-01", a time such as "2026-03-01T09:00:00Z", or null';
  return [{ property: "hireDate", reason }];
}
