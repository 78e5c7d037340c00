import type { AuditEvent } from "../domain/audit-event";
import { UnavailableError } from "../errors";
import { once } from "../kit/once";
import { all } from "../kit/all";
import { isApiError } from "../../../sdk";
import type { AdminEvent } from "../../../sdk/keycloak";
import type { Connection } from "./connection";

/**
 * What administrators did in the realm, as far as it keeps that (`adminEventsEnabled`); newest first.
 * @param org what belongs to none is people and perms
 */
export async function* history(
  connection: Connection,
  org: string | undefined,
  most: number,
): AsyncIterable<AuditEvent> {
  const actors = new Actors(connection);
  const names = once(() => namesOf(connection));
  let left = most;
  for await (const entry of connection.client.events.list()) {
    const event = eventOf(entry);
    const isMeant =
      event && (org === undefined) === (event.part === "users" || event.part === "perms");
    if (isMeant) {
      const known = event.ids.map(async (id) => (await names()).get(id));
      const about = [...event.names, ...(await Promise.all(known))];
      yield {
        ...{ part: event.part, act: event.act, people: event.people },
        at: new Date(entry.time).toISOString(),
        actor: await actors.nameOf(entry),
        isAbout: (name) => about.includes(name) || event.ids.includes(name),
      };
    }
    if (--left <= 0) return;
  }
  await requireLog(connection);
}

/**
 * A log that ends proves nothing where the realm keeps none.
 * @throws UnavailableError naming the setting
 */
async function requireLog({ client, realm }: Connection): Promise<void> {
  const { id, adminEventsEnabled } = await client.realm.get();
  if (id === undefined || adminEventsEnabled) return;
  throw new UnavailableError(
    `realm "${realm}" does not keep what administrators do: set adminEventsEnabled ("Save events" of the admin events in the realm's settings)`,
  );
}

/** An entry, and what it is about: names in it, and ids. */
interface Told extends Pick<AuditEvent, "part" | "act" | "people"> {
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

type Shape = readonly [type: string, path: RegExp, part: AuditEvent["part"]];

const SHAPES: readonly Shape[] = [
  ["GROUP_MEMBERSHIP", /^users\/[^/]+\/groups\/(?<id>[^/]+)$/, "nodeMembers"],
  ["GROUP", /^groups\/(?:[^/]+\/children\/?)?(?<id>[^/]*)$/, "nodes"],
  ["GROUP", /^groups\/(?<id>[^/]+)\/children$/, "nodes"],
  ["CLIENT", /^clients\/(?<id>[^/]+)$/, "apps"],
  ["USER", /^users\/(?<id>[^/]+)/, "users"],
  ["REALM_ROLE", /^roles(?:-by-id)?\/(?<id>[^/]+)$/, "perms"],
  ["CLIENT_ROLE", /^clients\/[^/]+\/roles\/(?<id>[^/]+)$/, "perms"],
];

const ACTS: ReadonlyMap<string, AuditEvent["act"]> = new Map([
  ["CREATE", "add"],
  ["UPDATE", "change"],
  ["ACTION", "change"],
  ["DELETE", "remove"],
]);

function eventOf(entry: AdminEvent): Told | undefined {
  const { resourceType, resourcePath = "", operationType } = entry;
  const act = ACTS.get(operationType);
  if (act === undefined) return undefined;
  for (const [type, shape, part] of SHAPES) {
    const id = type === resourceType ? shape.exec(resourcePath ?? "")?.groups?.id : undefined;
    if (id === undefined) continue;
    const said = textsOf(parsed(entry.representation));
    const details = textsOf(entry.details ?? {});
    const username = details.username ?? (part === "users" ? said.username : undefined);
    const isMove = part === "nodes" && act === "change" && /children$/.test(resourcePath ?? "");
    return {
      part,
      act: isMove ? "move" : act,
      people: part === "nodeMembers" && username !== undefined ? [username] : [],
      names: [said.name, said.clientId, part === "users" ? username : undefined].filter(isText),
      ids: [decoded(id), said.id].filter(isText),
    };
  }
  return undefined;
}

/** As it is where it is no part of an address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const isText = (value: string | undefined): value is string => value !== undefined;

type Texts = Readonly<Partial<Record<"id" | "name" | "username" | "clientId", string>>>;

function textsOf(value: object): Texts {
  const texts = Object.entries(value).filter(([, one]) => typeof one === "string");
  return Object.fromEntries(texts);
}

function parsed(text: string | null | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Names of what is there, by id: events mostly name ids only. */
async function namesOf({ client }: Connection): Promise<ReadonlyMap<string, string>> {
  const [groups, clients, users] = await Promise.all([
    all(client.groups.list()),
    all(client.clients.list()),
    all(client.users.list()),
  ]);
  return new Map([
    ...groups.map(({ id, name }) => [id, name] as const),
    ...clients.map(({ id, name, clientId }) => [id, name || clientId] as const),
    ...users.map(({ id, username }) => [id, username] as const),
  ]);
}

/** Who acts, by username: of the realm, or of the one where the administrators are. */
class Actors {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly connection: Connection) {}

  nameOf({ authDetails }: AdminEvent): Promise<string> {
    const id = authDetails?.userId ?? "";
    const name = this.known.get(id) ?? this.find(id);
    this.known.set(id, name);
    return name;
  }

  private async find(id: string): Promise<string> {
    if (id === "") return "";
    const { client, administrators } = this.connection;
    for (const one of [client, administrators()]) {
      const user = await one.users.get(id).catch((error: unknown) => {
        if (!isApiError(error)) throw error;
        return undefined;
      });
      if (user) return user.username;
    }
    return id;
  }
}
