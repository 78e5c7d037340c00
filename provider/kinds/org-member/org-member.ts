import type { Ref } from "../../backends/backend";
import type { MemberFields } from "../../backends/domain";
import { InvalidError, NotFoundError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import type { Failure, Handler, Values } from "../../engine/handler";
import { orPartialCreate } from "../../engine/partial-create";
import { isDeclared } from "../../engine/keepers";
import { namesMadeAnew } from "../../engine/made-anew";
import * as membership from "../../engine/lists/membership";
import { checkOrg } from "../../engine/org-id";
import { checkNames } from "../../engine/name-problem";
import * as property from "../../engine/properties";
import { isUnknown } from "../../engine/unknown";

const properties = {
  ...property.common,
  org: { schema: property.id, immutable: true, names: "org" },
  user: { schema: property.id, immutable: true, names: "user" },
  email: { schema: property.clearable(property.text()) },
  employeeNumber: { schema: property.clearable(property.text()) },
  position: { schema: property.clearable(property.text()) },
  hireDate: { schema: property.clearable(property.text()) },
  description: { schema: property.clearable(property.text()) },
} satisfies property.Properties;

const texts = ["email", "employeeNumber", "position", "description"] as const;
const fields = [...texts, "hireDate"] as const;

const KIND = "OrgMember";

/**
 * What an org keeps of one member. It has no existence of its own: a create makes the person a member
 * where he is none, so that there is nothing to adopt.
 */
export const orgMember: Handler = {
  kind: KIND,
  properties,

  check(session, inputs) {
    return [
      ...checkOrg(session, inputs),
      ...checkUser(session, inputs),
      ...checkFields(session, inputs),
    ];
  },

  keyOf: ({ org, user }) => `${String(org)}/${String(user)}`,

  async create(session, inputs) {
    return { id: await bringAbout(session, inputs), outputs: outputs(inputs) };
  },

  async readById(session, id) {
    const { org = "", id: user } = refOf(id);
    const live = await session.reads.orgMembers.get({ org, id: user });
    return { org, user, ...live };
  },

  async read(session, id, state) {
    const live = await session.reads.orgMembers.get(refOf(id));
    return outputs({ ...state, ...settle(session, state, live) });
  },

  async update(session, id, state, inputs) {
    if (namesMadeAnew(session, properties, inputs)) await bringAbout(session, inputs);
    else await write(session, refOf(id), changesOf(session, state, inputs));
    return outputs(inputs);
  },

  async delete(session, id, state) {
    const { org = "", id: user } = refOf(id);
    const { orgMembers } = session.backend;
    if ((await find(session, org, user)) === undefined) return;
    // Who leaves the org leaves its nodes too, where another resource may want them.
    const stays =
      (await isListed(session, org, user, state)) ||
      (await orgMembers.bound({ id: org }, [user])).length > 0;
    if (stays) await orgMembers.update({ org, id: user }, blanksOf(state));
    else await orgMembers.change({ id: org }, { add: [], remove: [user] });
  },
};

/** Reads `<org>/<username>`. */
function refOf(id: string): Ref {
  const at = id.lastIndexOf("/");
  return { org: id.slice(0, at), id: id.slice(at + 1) };
}

/** Makes the person a member with what is declared, whatever is there, and answers the id. */
async function bringAbout(session: Session, inputs: Values): Promise<string> {
  const [org, user] = [String(inputs.org), String(inputs.user)];
  const live = (await find(session, org, user)) ?? (await join(session, inputs));
  const changes = changesOf(session, { ...live }, inputs);
  const id = `${org}/${user}`;
  await orPartialCreate(id, outputs(inputs), Object.keys(changes), () =>
    write(session, { org, id: user }, changes),
  );
  return id;
}

async function write(session: Session, ref: Ref, changes: Partial<MemberFields>): Promise<void> {
  if (Object.keys(changes).length > 0) await session.backend.orgMembers.update(ref, changes);
}

async function find(session: Session, org: string, user: string) {
  try {
    return await session.backend.orgMembers.get({ org, id: user });
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Whether a list of the org's people names them as well. */
function isListed(session: Session, org: string, user: string, state: Values): Promise<boolean> {
  const list = { kind: "OrgMembers", id: org, key: org, part: membership.partOf("users", user) };
  return isDeclared(session, list, state, membership.partsOf);
}

/** What is declared, to be cleared. */
function blanksOf(state: Values): Partial<MemberFields> {
  const declared = fields.filter((key) => state[key] !== undefined);
  return Object.fromEntries(declared.map((key) => [key, ""]));
}

/** @throws InvalidError for a username that nobody has, naming the property */
async function join(session: Session, inputs: Values): Promise<MemberFields> {
  const [org, user] = [String(inputs.org), String(inputs.user)];
  const { orgMembers } = session.backend;
  try {
    await orgMembers.change({ id: org }, { add: [user], remove: [] });
  } catch (error) {
    if (!(error instanceof InvalidError) || error.property !== "users") throw error;
    throw new InvalidError(`there is no user "${user}"`, "user", { cause: error });
  }
  return orPartialCreate(`${org}/${user}`, outputs(inputs), fields, () =>
    orgMembers.get({ org, id: user }),
  );
}

function checkUser(session: Session, inputs: Values): Failure[] {
  const { org, user } = inputs;
  if (isUnknown(user)) return [];
  const failures = checkNames(session, "user", "user", [String(user)]);
  if (failures.length > 0) return failures;
  if (!isUnknown(org)) {
    session.registerKey("member", `${String(org)}/${String(user)}`, resourceName(inputs));
  }
  return [];
}

function checkFields(session: Session, inputs: Values): Failure[] {
  const { memberLengths, normalize } = session.backend.capabilities;
  const tooLong = texts.flatMap((key) =>
    property.checkLength(key, inputs[key], memberLengths[key]),
  );
  const { hireDate } = inputs;
  if (typeof hireDate !== "string" || isUnknown(hireDate)) return tooLong;
  if (normalize(KIND, "hireDate", hireDate) !== undefined) return tooLong;
  const reason = 'give a date such as "2026-03-01", a time such as "2026-03-01T09:00:00Z", or null';
  return [...tooLong, { property: "hireDate", reason }];
}

/** What is declared and not what the state or the server holds, as the backend takes it. */
function changesOf(session: Session, held: Values, inputs: Values): Partial<MemberFields> {
  const wanted = fields.filter(
    (key) => inputs[key] !== undefined && !isSame(session, key, held[key], inputs[key]),
  );
  return Object.fromEntries(wanted.map((key) => [key, normal(session, key, inputs[key] ?? "")]));
}

/** As the server has it; a text that it can't have stays as it is. */
const normal = (session: Session, key: string, value: unknown): unknown =>
  session.backend.capabilities.normalize(KIND, key, value) ?? value;

const isSame = (session: Session, key: string, mine: unknown, theirs: unknown): boolean =>
  property.sameValue(normal(session, key, mine), normal(session, key, theirs));

/** A date that means the same moment stays as it is declared. */
function settle(session: Session, state: Values, live: MemberFields): Values {
  const isDeclared = isSame(session, "hireDate", state.hireDate, live.hireDate);
  return property.settle(state, { ...live, ...(isDeclared && { hireDate: state.hireDate }) });
}

const outputs = (values: Values): Values => property.declared(properties, values);
