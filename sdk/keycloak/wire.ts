import { z } from "zod";
import { readForm } from "../transport/form";
import type { Reader } from "../transport/reader";
import type { AdminEvent, Client, Group, Profile, Realm, Role, ScimUser, User } from "./types";

// What somebody here relies on of each object; more fields than these are welcome, and kept.

/** What something is known by. */
const id = z.string().min(1);
const text = z.string();
const flag = z.boolean();
/** Milliseconds, of those that a date can be. */
const moment = z.int().min(0).max(8.64e15);
const attributes = z.record(z.string(), z.array(z.string()));

export const realm: z.ZodType<Realm> = z.looseObject({
  id: id.optional(),
  realm: id,
  displayName: text.nullish(),
  enabled: flag.optional(),
  editUsernameAllowed: flag.optional(),
  adminEventsEnabled: flag.optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});

export const group: z.ZodType<Group> = z.looseObject({
  id,
  name: id,
  description: text.nullish(),
  path: text.optional(),
  parentId: id.optional(),
  attributes: attributes.optional(),
  realmRoles: z.array(text).optional(),
  clientRoles: z.record(z.string(), z.array(text)).optional(),
});

export const user: z.ZodType<User> = z.looseObject({
  id,
  username: id,
  enabled: flag,
  email: text.nullish(),
  firstName: text.nullish(),
  lastName: text.nullish(),
  attributes: attributes.optional(),
  requiredActions: z.array(text).optional(),
});

const scimUser: z.ZodType<ScimUser> = z.looseObject({
  id,
  userName: id,
  groups: z.array(z.looseObject({ value: id, type: text })).optional(),
});
export const scimUsers = z.looseObject({
  totalResults: z.int().min(0),
  Resources: z.array(scimUser).optional(),
});

export const role: z.ZodType<Role> = z.looseObject({
  id,
  name: id,
  description: text.nullish(),
  composite: flag,
  clientRole: flag,
  containerId: id,
});

const mapped = z.array(z.looseObject({ id, name: text }));
/** The roles that somebody has directly. Strict, since an object of any other kind would say none. */
export const heldRoles = z.strictObject({
  realmMappings: mapped.optional(),
  clientMappings: z.record(z.string(), z.looseObject({ id, mappings: mapped })).optional(),
});

export const client: z.ZodType<Client> = z.looseObject({
  id,
  clientId: id,
  name: text.nullish(),
  description: text.nullish(),
  protocol: text.nullish(),
  enabled: flag.optional(),
  baseUrl: text.nullish(),
  redirectUris: z.array(text).optional(),
  publicClient: flag.optional(),
  standardFlowEnabled: flag.optional(),
  implicitFlowEnabled: flag.optional(),
  directAccessGrantsEnabled: flag.optional(),
  serviceAccountsEnabled: flag.optional(),
  secret: text.nullish(),
  attributes: z.record(z.string(), z.string().nullable()).optional(),
});

export const profile: z.ZodType<Profile> = z.looseObject({
  attributes: z.array(z.looseObject({ name: text })),
  unmanagedAttributePolicy: text.nullish(),
});

export const adminEvent: z.ZodType<AdminEvent> = z.looseObject({
  time: moment,
  operationType: text,
  resourceType: text.nullish(),
  resourcePath: text.nullish(),
  authDetails: z
    .looseObject({ realmId: text.nullish(), clientId: text.nullish(), userId: text.nullish() })
    .nullish(),
  representation: text.nullish(),
  details: z.record(z.string(), z.unknown()).nullish(),
});

export const secret = z.looseObject({ value: id });
export const count = z.looseObject({ count: z.int().min(0) });
/** Of people the count comes bare. */
export const bareCount = z.int().min(0);

/** Fields that are known before; those that are undefined may be anything. */
type Asked = Readonly<Record<string, unknown>>;

/** An answer of this form, about the very object that was asked for. */
export const answer =
  <T>(form: z.ZodType<T>, asked: Asked = {}): Reader<T> =>
  (response) => {
    const read = readForm(form, response);
    if ("problem" in read) return read;
    const fields = Object.entries(asked).filter(([, wanted]) => wanted !== undefined);
    const other = fields.find(([key, wanted]) => Reflect.get(Object(read.value), key) !== wanted);
    return other === undefined
      ? read
      : { problem: `its ${other[0]} is another than the one asked for` };
  };

/** A list of such. */
export const listOf = <T>(form: z.ZodType<T>): Reader<T[]> => answer(z.array(form));

/**
 * At most one object, found by this text, whose letter case is the server's: `undefined` for an empty
 * list.
 */
export const found =
  <K extends string, T extends Readonly<Record<K, string>>>(
    form: z.ZodType<T>,
    key: K,
    wanted: string,
  ): Reader<T | undefined> =>
  (response) => {
    const read = listOf(form)(response);
    if ("problem" in read) return read;
    const isOther = (one: T) => one[key].toLowerCase() !== wanted.toLowerCase();
    return read.value.some(isOther)
      ? { problem: `its ${key} is another than the one asked for` }
      : { value: read.value[0] };
  };
