import type { BrokenRule } from "../../../access/policy";
import type { AccessChange, Change, PlanReport } from "../report";
import { pathText, permOf, personOf, sentenceOf } from "../words";
import { categoryOf, type CategoryName } from "./categories";
import { moveText, type Move } from "./people";

/** One thing that a report says. Not escaped. */
export interface Line {
  /** A sentence: `Ada Lovelace (ada) joins Acme/Platform`. */
  readonly text: string;
  /** Where a program or a rule says so: `platform-people`, `index.ts:12`. */
  readonly declared: readonly string[];
  /** Why, as a clause. */
  readonly why?: string | undefined;
  /** What belongs to it: the ways to a perm. */
  readonly details: readonly string[];
  /** How lists and charts mark it; nothing for what is not of the plan itself. */
  readonly category?: CategoryName;
  readonly about?: About;
}

/** What a line is about, by ids and by username: as far as it tells where a chart marks it. */
export interface About {
  readonly org?: string | undefined;
  readonly node?: string | undefined;
  readonly person?: string | undefined;
}

type Names = PlanReport["names"];

export function changeLine(change: Change, names: Names): Line {
  const { what, resource, source, reason: why } = change;
  return {
    text: sentenceOf(change, names),
    declared: [resource, ...(source === undefined ? [] : [source])],
    ...{ why, details: [], category: categoryOf[what], about: aboutChange(change) },
  };
}

/** What happens to one person at once: marked where they come to, else where they go from. */
export function moveLine(move: Move, names: Names): Line {
  const { lead, joined, left, is } = move;
  const [place = lead] = [...joined, ...left];
  const about = { ...aboutChange(place), person: lead.who ?? lead.object };
  const category = is === "moves" ? "move" : categoryOf[lead.what];
  return { ...changeLine(lead, names), text: moveText(move, names), about, category };
}

function aboutChange({ kind, object, node, who: person }: Change): About {
  switch (kind) {
    case "Node":
    case "NodeMembers":
      return { node: node ?? object };
    case "User":
      return { person: object };
    case "Org":
    case "OrgMembers":
      return { org: object };
    case "OrgMember":
      // Its id is `<org>/<username>`, and who joins or leaves does that to the org.
      return { person, org: object.split("/", 1)[0] };
    case "PermGrants":
      return { node, person };
    case "App":
    case "Perm":
      return {};
  }
}

export function accessLine(access: AccessChange, verb: "loses" | "gains", names: Names): Line {
  const { username: person, name, paths } = access;
  const who = personOf(name === "" ? {} : { [person]: name }, person);
  const node = paths.flat().find(({ by }) => by === "member")?.to;
  return {
    text: `${who} ${verb} ${permOf(access)}`,
    declared: [],
    details: paths.map((path) => pathText(path, names)),
    category: verb === "loses" ? "lose access" : "gain access",
    about: { person, node },
  };
}

export function brokenLine(
  { rule, who: person, node, reason, source, paths = [] }: BrokenRule,
  names: Names,
): Line {
  return {
    text: `${rule}: ${reason}`,
    declared: [source],
    details: paths.map((path) => pathText(path, names)),
    ...{ category: "broken", about: { node, person } },
  };
}

export function waivedLine(waived: PlanReport["waived"][number], names: Names): Line {
  const { until, reason, source } = waived.waiver;
  const details = [`waived until ${until}: ${reason} (${source})`];
  return { ...brokenLine(waived, names), details, category: "waived" };
}

/** What could not be seen. */
export const gapLine = ({ text }: { readonly text: string }): Line => ({
  ...{ text, declared: [], details: [] },
});

/** A sentence with all that stands behind it. */
export function textOf({ text, declared, why }: Line): string {
  const where = declared.length === 0 ? "" : ` (${declared.join(", ")})`;
  return `${text}${where}${why === undefined ? "" : `; ${why}`}`;
}
