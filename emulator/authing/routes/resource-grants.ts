import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { groupOf } from "../model/groups";
import { namespaceOf } from "../model/namespaces";
import { findResource, grantsOfUser, grantsTo, resourceOf, resourcesIn } from "../model/resources";
import { roleOf } from "../model/roles";
import { nameSubject, subjectOf } from "../model/subjects";
import { type GrantKind, type GrantRow, RESOURCE_GRANTS } from "../model/tables";
import { userOf } from "../model/users";
import { USER, filledKey, list, optional, paging, text } from "../wire/fields";
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

/** What some grants allow in a namespace, a resource an entry. */
function authorized({ db }: Context, grants: GrantRow[], namespace?: string | null) {
  const rows = resourcesIn(db, namespaceOf(db, namespace).id);
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
export const authorizedOf = (context: Context, user: number, namespace?: string | null) =>
  authorized(context, grantsOfUser(context.db, user), namespace);

const ANYBODY = z.object({
  targetType: KIND,
  targetIdentifier: text.min(1),
  namespace: optional(text),
});

function ofAnybody(context: Context, input: z.output<typeof ANYBODY>) {
  const { db } = context;
  const { targetType, targetIdentifier, namespace } = input;
  const id = idOf(context, targetType, targetIdentifier, namespaceOf(db, namespace).id);
  const grants = targetType === "USER" ? grantsOfUser(db, id) : grantsTo(db, targetType, id);
  return authorized(context, grants, namespace);
}

const NAMED = z.object({ code: filledKey, namespace: optional(text) });
const OF_USER = z.object({ ...USER, namespace: optional(text) });
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
    return authorizedOf(context, user.id, input.namespace);
  }),
  get("get-group-authorized-resources", NAMED, (context, { code, namespace }) => {
    const { id } = groupOf(context.db, code);
    return authorized(context, grantsTo(context.db, "GROUP", id), namespace);
  }),
  get("get-role-authorized-resources", NAMED, (context, { code, namespace }) => {
    const { id } = roleOf(context.db, namespaceOf(context.db, namespace).id, code);
    return authorized(context, grantsTo(context.db, "ROLE", id), namespace);
  }),
  post("is-action-allowed", ACTION, isAllowed),
];
