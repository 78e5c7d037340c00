import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { groupOf } from "../model/groups";
import { namespaceOf } from "../model/namespaces";
import { findResource, grantsOfUser, grantsTo, resourceOf, resourcesIn } from "../model/resources";
import { roleOf } from "../model/roles";
import { nameSubject, subjectOf } from "../model/subjects";
import { type GrantKind, type GrantRow, RESOURCE_GRANTS } from "../model/tables";
import { userOf } from "../model/users";
import { USER, filledKey, flag, list, optional, paging, text } from "../wire/fields";
import { pageOf, wholeOf } from "../wire/pages";
import { json } from "../views";
import { RESOURCE_TYPE } from "./resources";
import { same } from "../../same";

/** The most entries of a call. */
const FEW = 10;
const KIND = z.enum(["USER", "ROLE", "GROUP", "DEPARTMENT"]);

/** The number of who is named; 404 where there is none. A role is one of the namespace. */
const idOf = ({ db }: Context, kind: GrantKind, name: string, namespace: number): number =>
  kind === "ROLE" ? roleOf(db, namespace, name).id : subjectOf(db, kind, name);

const ALLOWED = z.object({
  code: text,
  actions: z.array(text),
  resourceType: optional(RESOURCE_TYPE),
});
const ALLOWANCE = z.object({
  targetType: KIND,
  targetIdentifiers: z.array(text).min(1),
  resources: z.array(ALLOWED).min(1),
});
const ALLOW = z.object({ namespace: optional(text), list: list(ALLOWANCE, FEW) });

/**
 * Allows these actions, and no others any more: nothing takes a grant back (AUTHING.md 2). A
 * resource that is not there is passed over (the vendor's tests).
 */
function allow(context: Context, input: z.output<typeof ALLOW>) {
  const { db } = context;
  const namespace = namespaceOf(db, input.namespace).id;
  for (const { targetType: kind, targetIdentifiers, resources } of input.list) {
    const targets = targetIdentifiers.map((name) => idOf(context, kind, name, namespace));
    for (const { code, actions: names } of resources) {
      const resource = findResource(db, namespace, code)?.id;
      if (resource === undefined) continue;
      const actions = JSON.stringify(names);
      for (const target of targets) {
        RESOURCE_GRANTS.insert(db, { resource, kind, target, actions }, "REPLACE");
      }
    }
  }
}

const namesOf = (grant: GrantRow) => JSON.parse(grant.actions) as string[];

const TARGETS = z.object({
  ...paging,
  resource: filledKey,
  namespace: optional(text),
  targetType: optional(KIND),
});

function targets({ db }: Context, input: z.output<typeof TARGETS>) {
  const { id } = resourceOf(db, namespaceOf(db, input.namespace).id, input.resource);
  const order = ({ kind, target }: GrantRow) => `${kind} ${String(target).padStart(16, "0")}`;
  const found = RESOURCE_GRANTS.list(db, { resource: id }, "kind")
    .filter(({ kind }) => !input.targetType || kind === input.targetType)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return pageOf(found, input, (grant) => ({
    targetType: grant.kind,
    targetIdentifier: nameSubject(db, grant.kind, grant.target),
    actions: namesOf(grant),
  }));
}

/** Which resources a reading is about: of a namespace, the default one unless said, of any type. */
export const WANTED = { namespace: optional(text), resourceType: optional(RESOURCE_TYPE) };
interface Wanted extends z.output<z.ZodObject<typeof WANTED>> {
  /** Codes, or how they begin, with a `*` at the end or without. */
  resourceList?: string[] | null | undefined;
}

/** What some grants allow of the resources that are wanted, a resource an entry. */
function authorized({ db }: Context, grants: GrantRow[], wanted: Wanted) {
  const { namespace, resourceType: type, resourceList: starts } = wanted;
  const begins = starts?.map((start) => start.replace(/\*$/, ""));
  const rows = resourcesIn(db, namespaceOf(db, namespace).id).filter(
    (row) =>
      (!type || row.type === type) &&
      (!begins?.length || begins.some((start) => row.code.startsWith(start))),
  );
  const entries = rows.flatMap((row) => {
    const own = grants.filter(({ resource }) => resource === row.id);
    if (own.length === 0) return [];
    const { description, apiIdentifier = "" } = json(row.settings);
    const actions = [...new Set(own.flatMap(namesOf))];
    const { code: resourceCode, type: resourceType } = row;
    return [{ resourceCode, resourceType, description, apiIdentifier, actions, effect: "ALLOW" }];
  });
  return wholeOf(entries);
}

/** What is allowed to a user, by name or otherwise. */
export const authorizedOf = (context: Context, user: number, wanted: Wanted) =>
  authorized(context, grantsOfUser(context.db, user), wanted);

const ANYBODY = z.object({
  targetType: KIND,
  targetIdentifier: text.min(1),
  ...WANTED,
  resourceList: optional(list(text)),
  /** Nothing here is ever denied: grants allow. */
  withDenied: optional(flag),
});

function ofAnybody(context: Context, input: z.output<typeof ANYBODY>) {
  const { db } = context;
  const { targetType, targetIdentifier, namespace } = input;
  const id = idOf(context, targetType, targetIdentifier, namespaceOf(db, namespace).id);
  const grants = targetType === "USER" ? grantsOfUser(db, id) : grantsTo(db, targetType, id);
  return authorized(context, grants, input);
}

const NAMED = z.object({ code: filledKey, ...WANTED });
const OF_USER = z.object({ ...USER, ...WANTED });
const ACTION = z.object({
  ...same(text.min(1), "userId", "action", "resource"),
  namespace: optional(text),
});

function isAllowed({ db }: Context, input: z.output<typeof ACTION>) {
  const user = userOf(db, input.userId);
  const resource = findResource(db, namespaceOf(db, input.namespace).id, input.resource);
  const grants = grantsOfUser(db, user.id).filter((grant) => grant.resource === resource?.id);
  return { allowed: grants.flatMap(namesOf).includes(input.action) };
}

/** Who may do what with resources. */
export const resourceGrantRoutes: Endpoint[] = [
  post("authorize-resources", ALLOW, allow),
  post("get-resource-authorized-targets", TARGETS, targets),
  get("get-authorized-resources", ANYBODY, ofAnybody),
  get("get-user-authorized-resources", OF_USER, (context, input) => {
    const user = userOf(context.db, input.userId, input.userIdType);
    return authorizedOf(context, user.id, input);
  }),
  get("get-group-authorized-resources", NAMED, (context, input) => {
    const { id } = groupOf(context.db, input.code);
    return authorized(context, grantsTo(context.db, "GROUP", id), input);
  }),
  get("get-role-authorized-resources", NAMED, (context, input) => {
    const { id } = roleOf(context.db, namespaceOf(context.db, input.namespace).id, input.code);
    return authorized(context, grantsTo(context.db, "ROLE", id), input);
  }),
  post("is-action-allowed", ACTION, isAllowed),
];
