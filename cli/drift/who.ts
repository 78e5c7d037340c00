import { NotFoundError, type AuditEvent, type Backend } from "../../provider/inspect";
import type { Detected } from "./detect";
import { isUnreadable } from "../live-org/live-org";
import type { Finding } from "../findings/finding";
import type { ReportedOrg } from "../live-org/reported-org";

/** How many entries of an org's log are read at most: twenty pages of ArkID's. */
const MOST_ENTRIES = 2000;

/** Findings with who did it, as far as the logs of their orgs tell, and notes on logs that do not. */
interface Told {
  readonly detected: Detected;
  readonly notes: readonly string[];
}

/**
 * Adds to findings who did it: the newest audit event that fits and names their object. A log that can't
 * be read is a note, and never fails the check.
 */
export async function tellWho(backend: Backend, detected: Detected): Promise<Told> {
  if (backend.history === undefined) {
    return {
      detected,
      notes: [`${backend.name} has no log that could be asked: --who tells nobody`],
    };
  }
  const told = new Map<Finding, AuditEvent>();
  const notes = await Promise.all(
    detected.orgs.map((org) => search(backend, org, soughtIn(org, detected.findings), told)),
  );
  const findings = detected.findings.map((one) => {
    const event = told.get(one);
    return event === undefined ? one : { ...one, who: { actor: event.actor, at: event.at } };
  });
  return { detected: { ...detected, findings }, notes: notes.flat() };
}

/** Reads the log of an org until every finding has its event, or to the limit; returns what went wrong. */
async function search(
  backend: Backend,
  org: ReportedOrg,
  sought: Map<Finding, Sought>,
  told: Map<Finding, AuditEvent>,
): Promise<string[]> {
  if (sought.size === 0) return [];
  try {
    for await (const event of backend.history?.(org.id, MOST_ENTRIES) ?? []) {
      for (const [one, wanted] of sought) {
        if (!fits(event, wanted)) continue;
        told.set(one, event);
        sought.delete(one);
      }
      if (sought.size === 0) break;
    }
    return [];
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    if (!isUnreadable(error)) throw error;
    return [`the log of ${org.name} does not tell who: ${error.message}`];
  }
}

/** The event that would explain a finding. */
interface Sought extends Pick<AuditEvent, "part" | "name"> {
  /** Any where it is not given. */
  readonly act?: AuditEvent["act"];
  /** One of them is among the people of the event; anybody where it is not given. */
  readonly people?: readonly string[];
}

const fits = (event: AuditEvent, { part, act, name, people }: Sought) =>
  event.part === part &&
  event.name === name &&
  (act === undefined || event.act === act) &&
  (people === undefined || people.some((one) => event.people.includes(one)));

function soughtIn(org: ReportedOrg, findings: readonly Finding[]): Map<Finding, Sought> {
  const own = findings.filter((one) => one.org === org.id);
  return new Map(
    own.flatMap((one) => {
      const sought = soughtOf(org, one);
      return sought === undefined ? [] : [[one, sought] as const];
    }),
  );
}

/** No org's log tells of people's own fields, perms and grants; docs/drift.md has the limits. */
function soughtOf(org: ReportedOrg, one: Finding): Sought | undefined {
  const { category, kind, changes = [], member } = one;
  const act = one.replaced ? "add" : ACTS[category];
  if (kind === "App") return { part: "apps", act, name: one.path.at(-1) ?? "" };
  if (kind !== "Node" && kind !== "NodeMembers") return undefined;
  const name = nodeName(org, one);
  if (name === undefined) return undefined;
  if (kind === "Node" || category === "missing") return { part: "nodes", act, name };
  if (category !== "changed") return { part: "nodeMembers", act, name, people: [member ?? ""] };
  const people = changes.map(({ property }) => property.replace(/^users\./, ""));
  return { part: "nodeMembers", name, people };
}

const ACTS = {
  changed: "change",
  missing: "remove",
  unmanaged: "add",
  tolerated: "add",
} as const;

/** The name of the node that a finding is about; none where several have it, since logs hold no ids. */
function nodeName({ nodes }: ReportedOrg, { object, path }: Finding): string | undefined {
  const name = nodes.find(({ id }) => id === object)?.name ?? path.at(-1);
  const isShared = nodes.filter((one) => one.name === name).length > 1;
  return isShared ? undefined : name;
}
