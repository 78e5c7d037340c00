import {
  isListed,
  NotFoundError,
  TENANT,
  type AppState,
  type Inspector,
  type MemberFields,
  type NodeAccess,
  type Part,
  type Snapshot,
  type UserState,
} from "../../provider/inspect";
import type { Gap } from "../live-org/gap";
import { isRoot, isUnreadable, readLiveOrg, type LiveOrg } from "../live-org/live-org";
import { withoutOwnAccounts } from "./own-accounts";

/** All that there is of an org, as far as the account may see it. */
export interface Existing {
  readonly org: LiveOrg;
  /** By username: everybody on the server. */
  readonly users: ReadonlyMap<string, UserState>;
  /** What the org keeps of its members, by username. */
  readonly fields: ReadonlyMap<string, MemberFields>;
  /** By id. */
  readonly apps: ReadonlyMap<string, AppState>;
  /** Who may see a node and what its people manage, by node id, where that differs from a new one. */
  readonly access: ReadonlyMap<string, Partial<NodeAccess>>;
  /** The account of the connection, where it is a person. */
  readonly account: string | undefined;
  /** Usernames of the system's own accounts that are named, which are no people. */
  readonly ownAccounts: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

const TREE: readonly Part[] = ["nodes", "nodeMembers", "orgMembers"];
const ALL: readonly Part[] = [...TREE, "apps", "perms", "grants"];

/**
 * Reads an org by listings. What can't be seen is a gap, and no error.
 * @param treeOnly whether to leave out apps, perms, grants, and what the org keeps of its members
 * @throws Error where there is no such org
 */
export async function readExisting(
  inspector: Inspector,
  id: string,
  treeOnly: boolean,
): Promise<Existing> {
  const { backend } = inspector;
  const people = await readPeople(inspector);
  const reading = await readLiveOrg(inspector, id, treeOnly ? TREE : ALL);
  const { org } = reading;
  if (org === undefined) throw new Error(reading.gaps[0]?.reason ?? noSuch(id));
  const own = [...org.nodes.values()].filter(({ builtIn }) => !builtIn).map((node) => node.id);
  const roots = [...org.nodes.keys()].filter((node) => isRoot(org, node));
  const account = await backend.account?.();
  const [unlisted, fields, apps, access, named] = await Promise.all([
    readUnlisted(inspector, org, people.users, account),
    treeOnly ? NOTHING : readFields(inspector, id),
    treeOnly ? NOTHING : readAppsOf(inspector, org),
    treeOnly ? undefined : backend.nodeAccess?.(id, [...roots, ...own]),
    nameGaps(inspector, org),
  ]);
  const unseen = [...people.unseen, ...(access?.unseen ?? [])].map((gap) => ({ org: id, ...gap }));
  const users = new Map([...people.users, ...unlisted]);
  const cleared = withoutOwnAccounts(org, users, backend.capabilities);
  return {
    ...{ org: cleared.org, users, account, access: access?.access ?? new Map() },
    ...{ fields: fields.found, apps: apps.found, ownAccounts: cleared.ownAccounts },
    gaps: [
      ...cleared.gaps,
      ...[...reading.gaps, ...unseen, ...fields.gaps, ...apps.gaps, ...named],
      ...rootGaps(org, roots, access?.access),
    ],
  };
}

/** By its name, where it has no other key, a program finds neither of two orgs, nor one of another. */
async function nameGaps({ backend }: Inspector, { state }: LiveOrg): Promise<Gap[]> {
  const { id, name, uid } = state;
  const found = await backend.orgs.find({ name, ...(uid !== undefined && { uid }) });
  const others = found.filter((one) => one.id !== id).map((one) => one.id);
  const gap = (reason: string): Gap => ({ org: id, part: "Org", id, reason });
  if (others.length === found.length) {
    return [
      gap("no program can take it over: this account is not in it, and can't find it by name"),
    ];
  }
  if (others.length === 0) return [];
  const which = others.join(", ");
  return [
    gap(`another org (${which}) has the same name: rename one, or no program finds it by name`),
  ];
}

/** No program declares who may see the root of a kind. */
const rootGaps = (
  { state }: LiveOrg,
  roots: readonly string[],
  access: Existing["access"] = new Map(),
): Gap[] =>
  roots
    .filter((id) => access.has(id))
    .map((id) => ({
      ...{ org: state.id, part: "Node", id },
      reason: "it is a root of the org, and no program declares who may see it",
    }));

/** All people: by the listing that reads of members share, else as far as the account may see them. */
async function readPeople({ backend }: Inspector): Promise<Pick<Snapshot, "users" | "unseen">> {
  const users = await backend.list("users", TENANT, Infinity);
  return isListed(users) ? { users, unseen: [] } : backend.snapshot(TENANT, ["users"]);
}

/** Members whom no listing has, as ArkID's own administrator. */
async function readUnlisted(
  { backend }: Inspector,
  { orgMembers }: LiveOrg,
  users: ReadonlyMap<string, UserState>,
  account: string | undefined,
): Promise<(readonly [string, UserState])[]> {
  const missing = users.size === 0 ? [] : orgMembers.filter((one) => !users.has(one));
  const found = await Promise.all(
    missing
      .filter((one) => one !== account)
      .map(async (id) => {
        const user = await backend.users.get({ id }).catch(orNobody);
        return user === undefined ? [] : ([[id, user]] as const);
      }),
  );
  return found.flat();
}

function orNobody(error: unknown): undefined {
  if (!isUnreadable(error) && !(error instanceof NotFoundError)) throw error;
}

const noSuch = (id: string) =>
  `there is no org ${id}, or this account may not see it: correct --org`;

interface Found<State> {
  readonly found: ReadonlyMap<string, State>;
  readonly gaps: readonly Gap[];
}
const NOTHING: Found<never> = { found: new Map<string, never>(), gaps: [] };

async function readFields({ backend }: Inspector, org: string): Promise<Found<MemberFields>> {
  const listing = await backend.list("orgMembers", org, Infinity);
  if (isListed(listing)) return { found: listing, gaps: [] };
  const reason = "this account may not list what the org keeps of its members";
  return { found: new Map(), gaps: [{ org, part: "OrgMember", reason }] };
}

/** By the listing of the org's apps, with a request for each of which that does not show all. */
export async function readAppsOf(
  { backend }: Inspector,
  { state: { id: org }, apps }: LiveOrg,
): Promise<Found<AppState>> {
  const gaps: Gap[] = [];
  const found = await Promise.all(
    [...apps.values()].map(async ({ id, state }) => {
      try {
        if (state === undefined) return [id, await backend.apps.get({ org, id })] as const;
        if (state.allowAnyUser !== undefined || !backend.allowsAnyUser) return [id, state] as const;
        const allowAnyUser = await backend.allowsAnyUser(id);
        return [id, { ...state, allowAnyUser }] as const;
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        gaps.push({ org, part: "App", id, reason: error.message });
        return undefined;
      }
    }),
  );
  return { found: new Map(found.filter((one) => one !== undefined)), gaps };
}
