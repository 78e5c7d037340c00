import { isDeepStrictEqual } from "node:util";
import {
  managerScopes,
  visibilities,
  type AccessChanges,
  type NodeAccess,
  type NodeKind,
} from "../../backends/domain";
import type { Failure, Previewed } from "../../engine/kind";
import { holdsMadeAnew } from "../../engine/made-anew";
import { differing, resolved } from "../../engine/name-lists";
import { asNames } from "../../engine/names";
import { choice, kept, names, object, type InputsOf } from "../../engine/property";
import { declared } from "../../engine/settle";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import type { Session } from "../../run/session";

const managerGroup = object(
  "ManagerGroupArgs",
  "What the people of a manager group manage. A list that is not declared is left alone.",
  {
    nodes: kept(names("node"), { doc: 'Which nodes, with `scope: "named"`; `[]` is none.' }),
    users: kept(names("user"), { doc: 'Which people, with `scope: "named"`; `[]` is nobody.' }),
    apps: kept(names("app"), { doc: "Which apps, or their ids." }),
    perms: kept(names("perm"), { doc: "What else they may do." }),
    scope: kept(choice(managerScopes), {
      doc: "`own`: the nodes that a manager is in. `named`: the `nodes` and `users` named here.",
      byDefault: '"own" for a new group',
    }),
  },
);

/** Inputs of a node: who may see it, and what its people manage. */
export const access = {
  visibility: kept(choice(visibilities, "Visibility"), {
    doc: "Who sees it: `everyone` in the org, its `members`, `members-and-below`, those `named` by `visibleToNodes` and `visibleToUsers`, `nobody`.",
    byDefault: '"everyone" for a new node',
  }),
  visibleToNodes: kept(names("node"), {
    doc: 'The nodes whose people see it, with `visibility: "named"`; `[]` is none.',
    outputDoc: "Maps keyed by id, so that a preview shows which one comes and which goes.",
    formerly: "nodeScope",
  }),
  visibleToUsers: kept(names("user"), {
    doc: 'The people who see it, with `visibility: "named"`; `[]` is nobody.',
    formerly: "userScope",
  }),
  managerGroup: kept(managerGroup, {
    doc: "What its people manage; only of the kind `manager`, directly below that root.",
    outputDoc: "What is declared of it, its lists as maps keyed by id.",
  }),
};

type Access = InputsOf<typeof access>;
type Backed = Pick<Session, "backend">;

/** Which of them are declared: no listing has them, so that such a node is read by itself. */
export const declaredAccess = (values: Access): string[] => Object.keys(declared(access, values));

/** Only a node directly below an org's manager root has a manager group. */
export function checkManagerGroup(
  { hierarchy }: Pick<Session, "hierarchy">,
  inputs: Previewed<Access & { kind: NodeKind; parent?: string | undefined }>,
): Failure[] {
  const { kind, parent, managerGroup } = inputs;
  const isOpen = managerGroup === undefined || managerGroup === UNKNOWN;
  if (isOpen || isUnknown(kind) || isUnknown(parent)) return [];
  const property = "managerGroup";
  if (kind !== "manager") {
    return [{ property, reason: `only a node of the kind "manager" has one` }];
  }
  if (parent === undefined || !hierarchy.locations.has(parent)) return [];
  const reason = "only a node directly below the org's manager root has one: leave parent out";
  return [{ property, reason }];
}

/** What is declared, with ids for names. */
export const wantedAccess = (session: Backed, inputs: Access): Promise<AccessChanges> =>
  resolved(session, access, inputs);

/** What differs from the state, or names an object that this run recreated, which the server forgot. */
export const newAccess = (
  session: Pick<Session, "made">,
  state: Access,
  inputs: Access,
): Promise<Access> =>
  differing(access, inputs, state, (mine, theirs, shape) => {
    if (shape.is === "references" && holdsMadeAnew(session, shape.to, mine)) return false;
    return isDeepStrictEqual(mine, theirs);
  });

/** The wanted values that the server does not have; the order of names does not count. */
export const missingAccess = (
  wanted: AccessChanges,
  live: Partial<NodeAccess>,
): Promise<AccessChanges> =>
  differing(access, wanted, live, (mine, theirs) =>
    isDeepStrictEqual(sorted(mine), sorted(theirs)),
  );

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);

/** Whether the server has no more than an interrupted create of this would have written. */
export async function isWithin(wanted: AccessChanges, live: Partial<NodeAccess>): Promise<boolean> {
  const [more, mine] = [completeAccess(live), completeAccess(wanted)];
  const rest = await differing(access, more, mine, (theirs, own) =>
    Array.isArray(theirs)
      ? theirs.every((one) => Array.isArray(own) && own.includes(one))
      : theirs === own,
  );
  return Object.keys(rest).length === 0;
}

/** With the defaults of a new node. */
const completeAccess = ({ managerGroup, ...rest }: AccessChanges): AccessChanges => ({
  ...{ visibility: "everyone", ...rest },
  managerGroup: { scope: "own", ...managerGroup },
});

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
