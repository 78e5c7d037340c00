import { z } from "zod";
import {
  managerScopes,
  visibilities,
  type AccessChanges,
  type ManagerGroup,
  type NodeAccess,
} from "../../backends/domain";
import type { Session } from "../../run/session";
import type { Failure, Values } from "../../engine/kind";
import { checkList } from "../../engine/name-problem";
import { asNames, idsOf, nameMap, type Named } from "../../engine/names";
import * as property from "../../engine/properties";
import { isUnknown, UNKNOWN } from "../../engine/unknown";

/** What the lists of a node name. */
export const SCOPES = { visibleToNodes: "node", visibleToUsers: "user" } as const satisfies Record<
  string,
  Named
>;
/** What those of a manager group name. */
export const MANAGED = {
  nodes: "node",
  users: "user",
  apps: "app",
  perms: "perm",
} as const satisfies Record<string, Named>;
export const scopes = Object.keys(SCOPES) as (keyof typeof SCOPES)[];
export const managed = Object.keys(MANAGED) as (keyof typeof MANAGED)[];

const names = (what: string) => nameMap(`give a list of ${what} or their ids`).optional();
const managerGroup = z.strictObject(
  {
    nodes: names("nodes"),
    users: names("users"),
    apps: names("apps"),
    perms: names("perms"),
    scope: property.oneOf(managerScopes).optional(),
  },
  { error: "give an object of nodes, users, apps, perms and scope" },
);

/** Inputs of a node that say who may see it, and what its people manage. */
export const accessProperties = {
  visibility: { schema: property.oneOf(visibilities).optional() },
  visibleToNodes: { schema: names("nodes"), names: SCOPES.visibleToNodes },
  visibleToUsers: { schema: names("users"), names: SCOPES.visibleToUsers },
  managerGroup: { schema: managerGroup.optional(), names: MANAGED },
} satisfies property.Properties;

/** The inputs with lists as maps, so that a preview shows which name comes and which goes. */
export function completeAccess(inputs: Values): Values {
  const { managerGroup } = inputs;
  const own = scopes.filter((key) => inputs[key] !== undefined);
  return {
    ...inputs,
    ...Object.fromEntries(own.map((key) => [key, asNames(inputs[key])])),
    ...(isGroup(managerGroup) && {
      managerGroup: Object.fromEntries(
        Object.entries(managerGroup).map(([key, value]) => [key, asNames(value)]),
      ),
    }),
  };
}

const isGroup = (value: unknown): value is Values => typeof value === "object" && value !== null;

export function checkAccess(session: Session, inputs: Values): Failure[] {
  const { kind, parent, visibility, managerGroup } = inputs;
  const { name, capabilities } = session.backend;
  const failures = checkAllNames(session, inputs);
  if (
    !isUnknown(visibility) &&
    visibility !== undefined &&
    capabilities.visibilities.length === 0
  ) {
    failures.push({ property: "visibility", reason: `${name} knows none: leave it out` });
  }
  if ([undefined, UNKNOWN].includes(managerGroup as undefined) || isUnknown([kind, parent])) {
    return failures;
  }
  const property = "managerGroup";
  if (kind !== "manager") {
    return [...failures, { property, reason: `only a node of the kind "manager" has one` }];
  }
  if (!session.hierarchy.locations.has(String(parent))) return failures;
  const reason = "only a node directly below the org's root of managers has one: leave parent out";
  return [...failures, { property, reason }];
}

/** Unknown ones among the names are the apply's business. */
function checkAllNames(session: Session, inputs: Values): Failure[] {
  const group = isGroup(inputs.managerGroup) ? inputs.managerGroup : {};
  return [
    ...scopes.flatMap((key) => checkList(session, key, SCOPES[key], inputs[key])),
    ...managed.flatMap((key) => checkList(session, "managerGroup", MANAGED[key], group[key])),
  ];
}

/** What is declared, with the names that the server knows. */
export async function wantedAccess(session: Session, inputs: Values): Promise<AccessChanges> {
  const group = inputs.managerGroup as Values | undefined;
  const lists = async (kinds: Record<string, Named>, values: Values) => {
    const keys = Object.keys(kinds).filter((key) => values[key] !== undefined);
    return Object.fromEntries(
      await Promise.all(
        keys.map(async (key) => [key, await idsOf(session, kinds[key] as Named, values[key])]),
      ),
    ) as Record<string, string[]>;
  };
  const scope = group?.scope as ManagerGroup["scope"] | undefined;
  return {
    ...(inputs.visibility !== undefined && {
      visibility: inputs.visibility as NodeAccess["visibility"],
    }),
    ...(await lists(SCOPES, inputs)),
    ...(group && { managerGroup: { ...(await lists(MANAGED, group)), ...(scope && { scope }) } }),
  };
}

/** Whether a node must be read by itself: no listing tells who may see it or what it manages. */
export const declaresAccess = (values: Values): boolean =>
  Object.keys(accessProperties).some((key) => values[key] !== undefined);

/** All that a program may declare of it. */
export function accessById(live: Partial<NodeAccess>): Values {
  const { visibility, visibleToNodes, visibleToUsers, managerGroup: group } = live;
  return {
    visibility,
    visibleToNodes: asNames(visibleToNodes),
    visibleToUsers: asNames(visibleToUsers),
    ...(group && {
      managerGroup: {
        ...Object.fromEntries(managed.map((key) => [key, asNames(group[key])])),
        scope: group.scope,
      },
    }),
  };
}
