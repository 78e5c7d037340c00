import type { Mode } from "../../provider/inspect";
import type { Found } from "./found";

const UP = "`pulumi up --refresh --run-program`";
const ACCEPT = "accept it in the baseline";

/** What advice takes into account beside the finding. */
export interface About {
  /** How the program keeps the list that it is in. */
  readonly mode?: Mode | undefined;
  /** The key that a program declares an object by. */
  readonly uid?: string;
}

/** What to do about a finding, in a sentence: whatever it names leaves nothing to report. */
export function adviceFor(found: Found, about: About = {}): string {
  switch (found.category) {
    case "changed":
      return changed(found);
    case "missing":
      return missing(found);
    case "tolerated":
      return "name it in the list, remove it by hand, or leave it: the list takes out nobody it does not name";
    case "overdue":
      return overdue(found, about);
    case "unmanaged":
      return about.mode === "exact" ? inExactList(found) : unmanaged(found, about);
  }
}

/** The advice on what the baseline has accepted to a day that is over. */
export const renewed = (advice: string): string =>
  advice.replace(ACCEPT, "give its entry in the baseline a later day");

const changed = ({ kind, changes = [] }: Found) =>
  `${UP} sets ${changes.length > 1 ? "them" : "it"} back; or declare what is there in the ${kind}`;

const missing = ({ kind, replaced }: Found) =>
  replaced === true
    ? `another ${kind} has taken its place under the same id: ${UP} takes that over where adopt says so; or delete it first`
    : `${UP} makes it anew; or take the resource out of the program`;

/** An observed list is not written. */
function overdue({ kind, list }: Found, { mode }: About): string {
  const it = kind === "PermGrants" && list?.endsWith("odes") ? "it" : "them";
  const later = "or give the entry a later end date, and apply that";
  if (mode === "observe") return `take ${it} out by hand, ${later}`;
  const first = kind === "OrgMember" ? ", once they are in none of the org's nodes" : "";
  return `${UP} takes ${it} out${first}; ${later}`;
}

/** An entry in the baseline would keep this check quiet, and nobody in the list. */
function inExactList({ kind }: Found): string {
  const [it, those] =
    kind === "OrgMember"
      ? ["them", ", once they are in none of the org's nodes"]
      : [kind === "NodeMembers" ? "them" : "it", ""];
  return `name ${it} in the ${kind === "OrgMember" ? "OrgMembers" : kind}, make that list additive to keep ${it} unnamed, or let ${UP} take ${it} out${those}`;
}

function unmanaged(found: Found, { uid }: About): string {
  const { kind, list, count = 1, declaredInside = 0 } = found;
  if (list !== undefined) {
    return `name it in a PermGrants, ${ACCEPT}, or take the grant back by hand`;
  }
  if (kind === "OrgMember") {
    return `declare the person as an OrgMember, or as a User with adopt: "ifExists", ${ACCEPT}, or take them out of the org and its nodes by hand`;
  }
  const key = kind === "Perm" ? "its scope and name" : uidOf(uid);
  const declare =
    count === 1
      ? `declare it as ${article(kind)} with ${key} and adopt: "ifExists"`
      : `declare it and the ${count - 1} below it, each as a Node with its uid and adopt: "ifExists"`;
  const first = declaredInside === 0 ? "" : "after moving out what the program declares in it";
  const remove = ["or delete it by hand", first].filter(Boolean).join(" ");
  return `${declare}, ${ACCEPT}${count === 1 ? "" : " as a whole"}, ${remove}`;
}

/** A uid that could mean something else in a report is not shown there. */
const uidOf = (uid = "") => (/^[\w-]+$/.test(uid) ? `uid: "${uid}"` : "its uid");

const article = (kind: string) => (/^[AEIO]/.test(kind) ? `an ${kind}` : `a ${kind}`);
