import type { AuditEvent } from "../../provider/inspect";
import type { Finding, PropertyChange } from "../findings/finding";
import type { ReportedOrg } from "../live-org/reported-org";

/** What a log may say of a finding, or of one of its changes. */
export interface Claim {
  readonly finding: Finding;
  readonly change?: PropertyChange;
  /** Whether an event is about the very thing, whichever way it went. */
  readonly concerns: (event: AuditEvent) => boolean;
  /** The way it must have gone: the newest event that concerns it did this, or the log does not tell. */
  readonly act: AuditEvent["act"];
}

/** What the log of an org may say; it tells nothing of the org itself, its people, perms and grants. */
export function claimsIn(org: ReportedOrg, findings: readonly Finding[]): Claim[] {
  return findings.filter((one) => one.org === org.id).flatMap((one) => claimsOf(org, one));
}

function claimsOf(org: ReportedOrg, finding: Finding): Claim[] {
  const { category, kind } = finding;
  // Nobody did anything: that is what is wrong.
  if (category === "overdue") return [];
  if (kind === "App") return objectClaims(finding, "apps", finding.path.at(-1) ?? "");
  if (kind !== "Node" && kind !== "NodeMembers") return [];
  const name = nodeName(org, finding);
  if (name === undefined) return [];
  if (kind === "Node" || category === "missing") return objectClaims(finding, "nodes", name);
  return memberClaims(finding, name);
}

/** What the log of the whole system may say: of people and perms, who go by their ids there. */
export function claimsOfSystem(findings: readonly Finding[]): Claim[] {
  return findings.flatMap((one) => {
    if (one.kind === "User") return objectClaims(one, "users", one.object);
    if (one.category === "changed") return [];
    const isPerm = one.kind === "Perm" || (one.kind === "PermGrants" && one.category === "missing");
    return isPerm ? objectClaims(one, "perms", one.object) : [];
  });
}

function objectClaims(finding: Finding, part: AuditEvent["part"], name: string): Claim[] {
  const { category, replaced, changes = [] } = finding;
  const about = (acts: readonly AuditEvent["act"][]) => (event: AuditEvent) =>
    event.part === part && acts.includes(event.act) && isAbout(event, finding, name);
  if (category !== "changed") {
    const act = category === "missing" && replaced !== true ? "remove" : "add";
    return [{ finding, act, concerns: about(["add", "remove"]) }];
  }
  return changes.flatMap((change) => {
    if (UNLOGGED.has(change.property)) return [];
    const act = change.property === "parent" ? "move" : "change";
    return [{ finding, change, act, concerns: about([act]) }];
  });
}

/** By the id where the log has ids: what is gone has its name no more. */
const isAbout = (event: AuditEvent, { object }: Finding, name: string): boolean =>
  event.isAbout(name) || event.isAbout(object);

/** A person's password is no edit of the person there. */
const UNLOGGED: ReadonlySet<string> = new Set(["password", "requirePasswordReset"]);

function memberClaims(finding: Finding, name: string): Claim[] {
  const isIn = (event: AuditEvent) => event.part === "nodeMembers" && isAbout(event, finding, name);
  const moved =
    (member: string) =>
    (event: AuditEvent): boolean =>
      isIn(event) && event.act !== "order" && event.people.includes(member);
  const { category, member = "", changes = [] } = finding;
  if (category !== "changed") return [{ finding, act: "add", concerns: moved(member) }];
  return changes.map((change) => {
    const who = change.property.replace(/^users\./, "");
    if (change.live === undefined) {
      return { finding, change, act: "remove", concerns: moved(who) };
    }
    if (change.declared === undefined) {
      return { finding, change, act: "add", concerns: moved(who) };
    }
    // Whoever joins or leaves changes the positions of others.
    return { finding, change, act: "order", concerns: isIn };
  });
}

/**
 * The name of the node that a finding is about; none where several have it, since logs hold no ids, or
 * where it is a part of another's between commas, since logs join names by these.
 */
function nodeName({ nodes }: ReportedOrg, { object, path }: Finding): string | undefined {
  const name = nodes.find(({ id }) => id === object)?.name ?? path.at(-1) ?? "";
  const others = nodes.filter(({ id }) => id !== object);
  return others.some((one) => `,${one.name},`.includes(`,${name},`)) ? undefined : name;
}
