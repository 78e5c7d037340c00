import { isDeepStrictEqual } from "node:util";
import {
  managerScopes,
  visibilities,
  type AccessChanges,
  type NodeAccess,
  type NodeKind,
} from "../../backends/domain";
import { InvalidError } from "../../backends/errors";
import type { NameMap } from "../../configuration/choices";
import type { Failure, Previewed } from "../../engine/kind";
import { holdsMadeAnew } from "../../engine/made-anew";
import { asNames, idsOf, isThere, settledNames, type Named } from "../../engine/names";
import {
  choice,
  listsOf,
  names,
  object,
  optional,
  type InputsOf,
  type Property,
} from "../../engine/property";
import { beyond, declared } from "../../engine/settle";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import type { Session } from "../../run/session";

const scopes = {
  visibleToNodes: optional(names("node"), {
    doc: 'The nodes whose people see it, with `visibility: "named"`; `[]` is none.',
    outputDoc: "Maps keyed by id, so that a preview shows which one comes and which goes.",
    formerly: "nodeScope",
  }),
  visibleToUsers: optional(names("user"), {
    doc: 'The people who see it, with `visibility: "named"`; `[]` is nobody.',
    formerly: "userScope",
  }),
};

const managed = {
  nodes: optional(names("node"), { doc: 'Which nodes, with `scope: "named"`; `[]` is none.' }),
  users: optional(names("user"), { doc: 'Which people, with `scope: "named"`; `[]` is nobody.' }),
  apps: optional(names("app"), { doc: "Which apps, or their ids." }),
  perms: optional(names("perm"), { doc: "What else they may do." }),
};

const managerGroup = object(
  "ManagerGroupArgs",
  "What the people of a manager group manage. A list that is not declared is left alone.",
  {
    ...managed,
    scope: optional(choice(managerScopes), {
      doc: "`own`: the nodes that a manager is in. `named`: the `nodes` and `users` named here.",
      byDefault: '"own" for a new group',
    }),
  },
);

const lists = {
  ...scopes,
  managerGroup: optional(managerGroup, {
    doc: "What its people manage; only of the kind `manager`, directly below that root.",
    outputDoc: "What is declared of it, its lists as maps keyed by id.",
  }),
};

/** Inputs of a node that say who may see it, and what its people manage. */
export const access = {
  visibility: optional(choice(visibilities, "Visibility"), {
    doc: "Who sees it: `everyone` in the org, its `members`, `members-and-below`, those `named` by `visibleToNodes` and `visibleToUsers`, `nobody`.",
    byDefault: '"everyone" for a new node',
  }),
  ...lists,
};

type Access = InputsOf<typeof access>;
type Backed = Pick<Session, "backend">;

/** Which of its inputs name others. */
export const namingInputs = (inputs: Access): string[] => Object.keys(declared(lists, inputs));

/** Whether a node must be read by itself: no listing tells who may see it or what it manages. */
export const declaresAccess = (state: Access): boolean =>
  Object.keys(declared(access, state)).length > 0;

/** Only a node directly below an org's root of managers has a manager group. */
export function checkManagerGroup(
  { locations }: Pick<Session, "locations">,
  {
    kind,
    parent,
    managerGroup,
  }: Previewed<Access & { kind: NodeKind; parent?: string | undefined }>,
): Failure[] {
  const isOpen = managerGroup === undefined || managerGroup === UNKNOWN;
  if (isOpen || isUnknown(kind) || isUnknown(parent)) return [];
  const property = "managerGroup";
  if (kind !== "manager") {
    return [{ property, reason: `only a node of the kind "manager" has one` }];
  }
  if (parent === undefined || !locations.has(parent)) return [];
  const reason = "only a node directly below the org's root of managers has one: leave parent out";
  return [{ property, reason }];
}

/** What is declared, with the names that the server knows. */
export async function wantedAccess(session: Backed, inputs: Access): Promise<AccessChanges> {
  const { visibility, managerGroup: group } = inputs;
  const ids = (list: NameMap, named: Named) => idsOf(session, named, list);
  return {
    ...(visibility && { visibility }),
    ...(await eachList(scopes, inputs, ids)),
    ...(group && {
      managerGroup: {
        ...(await eachList(managed, group, ids)),
        ...(group.scope && { scope: group.scope }),
      },
    }),
  };
}

/** What is declared and not what the state holds, or names somebody whom the server has forgotten. */
export const newAccess = (
  session: Pick<Session, "made">,
  state: Access,
  inputs: Access,
): Partial<Access> =>
  beyond(access, inputs, state, (mine, theirs, shape) => {
    if (shape.is === "references" && holdsMadeAnew(session, shape.to, mine)) return false;
    return isDeepStrictEqual(mine, theirs);
  });

/** The part of what is wanted that the server does not hold; the order of names means nothing. */
export const accessBeyond = (wanted: AccessChanges, live: Partial<NodeAccess>): AccessChanges =>
  beyond(access, wanted, live, (mine, theirs) => isDeepStrictEqual(sorted(mine), sorted(theirs)));

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);

/** Whether the server holds no more than an interrupted create of this would have put there. */
export function isWithin(wanted: AccessChanges, live: Partial<NodeAccess>): boolean {
  const { managerGroup: mine } = wanted;
  const { managerGroup: theirs } = live;
  const within = (held: readonly string[] = [], own: readonly string[] = []) =>
    held.every((one) => own.includes(one));
  return (
    (live.visibility ?? "everyone") === (wanted.visibility ?? "everyone") &&
    (theirs?.scope ?? "own") === (mine?.scope ?? "own") &&
    listsOf(scopes).every(([key]) => within(live[key], wanted[key])) &&
    listsOf(managed).every(([key]) => within(theirs?.[key], mine?.[key]))
  );
}

/** The state's view of what the server holds, for what is declared. */
export async function settledAccess(
  session: Backed,
  state: Access & { readonly org: string },
  live: Partial<NodeAccess>,
): Promise<Access> {
  const { org, visibility, managerGroup: group } = state;
  const held = live.managerGroup;
  const settled = (mine: NameMap, named: Named, theirs: readonly string[] = []) =>
    settledNames(session, named, org, { mine, live: theirs });
  return {
    ...(visibility && { visibility: live.visibility }),
    ...(await eachList(scopes, state, (mine, named, key) => settled(mine, named, live[key]))),
    ...(group && {
      managerGroup: {
        ...(group.scope && { scope: held?.scope }),
        ...(await eachList(managed, group, (mine, named, key) =>
          settled(mine, named, held?.[key]),
        )),
      },
    }),
  };
}

/** All that a program may declare of it. */
export function accessById(live: Partial<NodeAccess>): Access {
  const { visibility, visibleToNodes, visibleToUsers, managerGroup: group } = live;
  return {
    visibility,
    visibleToNodes: visibleToNodes && asNames(visibleToNodes),
    visibleToUsers: visibleToUsers && asNames(visibleToUsers),
    managerGroup: group && {
      nodes: asNames(group.nodes),
      users: asNames(group.users),
      apps: asNames(group.apps),
      perms: asNames(group.perms),
      scope: group.scope,
    },
  };
}

/**
 * Unknown names are echoed by a write and gone at the next look (ARKID.md 18).
 * @throws InvalidError naming who is not there
 */
export async function requireNamed(
  session: Backed,
  org: string,
  wanted: AccessChanges,
  live: Partial<NodeAccess>,
): Promise<void> {
  const [mine, theirs] = [wanted.managerGroup, live.managerGroup];
  const all = [
    ...listsOf(scopes).map(([key, to]) => [key, to, wanted[key], live[key]] as const),
    ...listsOf(managed).map(
      ([key, to]) => ["managerGroup", to, mine?.[key], theirs?.[key]] as const,
    ),
  ];
  for (const [property, named, ids = [], held = []] of all) {
    for (const id of ids.filter((one) => !held.includes(one))) {
      if (await isThere(session, named, { org, id })) continue;
      throw new InvalidError(`there is no ${named} "${id}"`, property);
    }
  }
}

/** What is made of each list that is declared. */
async function eachList<K extends string, T>(
  of: Readonly<Record<K, Property<NameMap>>>,
  values: { readonly [P in NoInfer<K>]?: NameMap | undefined },
  make: (list: NameMap, named: Named, key: K) => Promise<T>,
): Promise<Partial<Record<K, T>>> {
  const made: Partial<Record<K, T>> = {};
  for (const [key, named] of listsOf(of)) {
    const list = values[key];
    if (list !== undefined) made[key] = await make(list, named, key);
  }
  return made;
}
