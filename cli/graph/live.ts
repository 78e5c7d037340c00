import { GraphBuilder, type Person } from "../../access";
import { accessId, parts, TENANT, type Inspector, type Snapshot } from "../../provider/inspect";
import type { Connection } from "../connection/connections";
import { managedOrgs } from "../connection/managed-orgs";
import type { Gap } from "../live-org/gap";
import { isUnreadable, readLiveOrg, type LiveOrg } from "../live-org/live-org";
import { addOrg } from "./add-org";
import { mark } from "./declare";
import type { GraphReading } from "./graph-reading";
import { graphResource } from "./graph-resource";
import { Ids } from "./ids";

/** Without what people keep of themselves, which is the tenant's. */
const PARTS = parts.filter((part) => part !== "users");

/**
 * The graph of the orgs that a stack has something in, as they are; each edge that the stack declares
 * says by which resource. Only reads, in bulk: what the listings cost, and on systems whose listing of
 * apps does not say who may use them, a request for each app.
 *
 * @param orgs ids. @default those that the stack has something in
 * @throws ProviderError when it can't be done at all: no login, another server
 */
export async function liveGraph(
  connection: Connection,
  orgs: readonly string[] = managedOrgs(connection),
): Promise<GraphReading> {
  const { inspector, resources } = connection;
  const kept = resources.filter(({ isKept }) => isKept);
  for (const { outputs } of kept) await inspector.requireTenant(outputs.tenant);
  await inspector.backend.login();
  const [people, ...readings] = await Promise.all([
    readPeople(inspector),
    ...orgs.map((id) => readLiveOrg(inspector, id, PARTS)),
  ]);
  const live = readings.flatMap(({ org }) => org ?? []);
  const ids = new Ids().addResources(kept);
  const builder = GraphBuilder.empty(inspector.backend.capabilities.access);
  for (const one of people.known) builder.people.set(one.username, one);
  const open = await openApps(inspector, live);
  for (const org of live) {
    await addAccessPerms(inspector, org, ids.addOrg(org));
    addOrg(builder, org, { ids, openApps: open.ids });
  }
  for (const resource of kept) mark(builder, graphResource(resource), ids);
  const gaps = [...people.gaps, ...readings.flatMap((one) => one.gaps), ...open.gaps];
  return { graph: builder.build(), ids, orgs: live, gaps };
}

interface People {
  readonly known: readonly Person[];
  readonly gaps: readonly Gap[];
}

/** All people of the tenant: whom an app that lets everybody in lets in. */
async function readPeople({ backend }: Inspector): Promise<People> {
  try {
    const { users, unseen } = await backend.snapshot(TENANT, ["users"]);
    const known = [...users.values()].map(({ username, name, canSignIn }) => ({
      ...{ username, name, canSignIn },
    }));
    return { known, gaps: unseen };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { known: [], gaps: [{ part: "users", reason: error.message }] };
  }
}

/** The apps that let everybody in: by the listings, or by a request for each. */
async function openApps({ backend }: Inspector, orgs: readonly Snapshot[]) {
  const ids = new Set<string>();
  const gaps: Gap[] = [];
  const apps = new Map(orgs.flatMap((org) => [...org.apps]));
  const isOpen = async (id: string) => (await backend.allowsAnyUser?.(id)) ?? false;
  await Promise.all(
    [...apps.values()].map(async ({ id, allowAnyUser }) => {
      try {
        if (allowAnyUser ?? (await isOpen(id))) ids.add(id);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        gaps.push({ part: "App", id, reason: error.message });
      }
    }),
  );
  return { ids, gaps };
}

async function addAccessPerms({ backend }: Inspector, { apps }: LiveOrg, ids: Ids): Promise<void> {
  for (const app of apps.keys()) ids.addApp(app, await backend.perms.resolve(accessId(app)));
}
