import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { groupOf } from "../model/groups";
import { namespaceOf } from "../model/namespaces";
import {
  type GrantKind,
  type GrantRow,
  allow,
  findResource,
  grantsOfUser,
  grantsOn,
  grantsTo,
  resourceOf,
  resourcesIn,
} from "../model/resources";
import { roleOf } from "../model/roles";
import { nameSubject, subjectOf } from "../model/subjects";
import { userOf } from "../model/users";
import { filledKey, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json } from "../wire/views";
import { RESOURCE_TYPE } from "./resources";
import { userIdType } from "./user-fields";

/** The most entries of a call. */
const FEW = 10;
const KIND = z.enum(["USER", "ROLE", "GROUP", "DEPARTMENT"]);

/** The number of who is named; 404 where there is none. A role is one of the namespace. */
function idOf({ db }: Context, kind: GrantKind, name: string, namespace: number): number {
  return kind === "ROLE" ? roleOf(db, namespace, name).id : subjectOf(db, kind, name);
}

const ALLOW = z.object({
  namespace: optional(text),
  list: list(
    z.object({
      targetType: KIND,
      targetIdentifiers: z.array(text).min(1),
      resources: z
        .array(
          z.object({ code: text, actions: z.array(text), resourceType: optional(RESOURCE_TYPE) }),
        )
        .min(1),
    }),
    FEW,
  ),
});

/** A resource that is not there is passed over (the vendor's tests). */
function allowAll(context: Context, input: z.output<typeof ALLOW>) {
  const { db } = context;
  const namespace = namespaceOf(db, input.namespace).id;
  for (const { targetType: kind, targetIdentifiers, resources } of input.list) {
    const targets = targetIdentifiers.map((name) => idOf(context, kind, name, namespace));
    for (const { code, actions } of resources) {
      const resource = findResource(db, namespace, code)?.id;
      if (resource === undefined) continue;
      for (const target of targets) allow(db, { resource, kind, target }, actions);
    }
  }
  return success();
}

const namesOf = (grant: GrantRow) => JSON.parse(grant.actions) as string[];

const TARGETS = z.object({
  ...paging,
  resource: filledKey,
  namespace: optional(text),
  targetType: optional(KIND),
});

function targets({ db }: Context, input: z.output<typeof TARGETS>) {
  const resource = resourceOf(db, namespaceOf(db, input.namespace).id, input.resource);
  const found = grantsOn(db, resource.id).filter(
    ({ kind }) => !input.targetType || kind === input.targetType,
  );
  const page = pageOf(found, input);
  const view = (grant: GrantRow) => ({
    targetType: grant.kind,
    targetIdentifier: nameSubject(db, grant.kind, grant.target),
    actions: namesOf(grant),
  });
  return { ...page, list: page.list.map(view) };
}

/** What some grants allow in a namespace, a resource an entry. */
function authorized({ db }: Context, grants: GrantRow[], namespace?: string | null) {
  const rows = resourcesIn(db, namespaceOf(db, namespace).id);
  const list = rows.flatMap((row) => {
    const own = grants.filter(({ resource }) => resource === row.id);
    if (own.length === 0) return [];
    const { description, apiIdentifier = "" } = json(row.settings);
    const actions = [...new Set(own.flatMap(namesOf))];
    const { code: resourceCode, type: resourceType } = row;
    return [{ resourceCode, resourceType, description, apiIdentifier, actions, effect: "ALLOW" }];
  });
  return { totalCount: list.length, list };
}

/** What is allowed to a user, by name or otherwise. */
export const authorizedOf = (context: Context, user: number, namespace?: string | null) =>
  authorized(context, grantsOfUser(context.db, user), namespace);

const ANYBODY = z.object({
  targetType: KIND,
  targetIdentifier: text.min(1),
  namespace: optional(text),
});

function ofAnybody(
  context: Context,
  { targetType, targetIdentifier, namespace }: z.output<typeof ANYBODY>,
) {
  const { db } = context;
  const id = idOf(context, targetType, targetIdentifier, namespaceOf(db, namespace).id);
  const grants = targetType === "USER" ? grantsOfUser(db, id) : grantsTo(db, targetType, id);
  return authorized(context, grants, namespace);
}

const NAMED = z.object({ code: filledKey, namespace: optional(text) });
const ACTION = z.object({
  userId: text.min(1),
  action: text.min(1),
  resource: text.min(1),
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
  post("authorize-resources", ALLOW, allowAll),
  post("get-resource-authorized-targets", TARGETS, targets),
  get("get-authorized-resources", ANYBODY, ofAnybody),
  get(
    "get-user-authorized-resources",
    z.object({ userId: text.min(1), userIdType, namespace: optional(text) }),
    (context, input) => {
      const user = userOf(context.db, input.userId, input.userIdType);
      return authorizedOf(context, user.id, input.namespace);
    },
  ),
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
