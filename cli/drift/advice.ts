import type { Found } from "./found";

/**
 * What to do about a finding, in a sentence.
 * @param isExact whether it is in a list that the program keeps exact
 */
export function adviceFor(
  { category, kind, replaced, list, changes = [] }: Found,
  isExact: boolean,
): string {
  if (category === "changed") return changed(kind, changes.length > 1);
  if (category === "missing") return missing(kind, replaced === true);
  if (category === "tolerated") {
    return "name it in the list, remove it by hand, or leave it: the list takes out nobody it does not name";
  }
  if (list !== undefined) return unmanagedMember(isExact);
  return kind === "OrgMember"
    ? "declare the person, accept it in the baseline, or remove them from the org by hand"
    : `declare it as ${article(kind)} with adopt: "ifExists", accept it in the baseline, or delete it by hand`;
}

const changed = (kind: string, several: boolean) =>
  `\`pulumi up --refresh --run-program\` sets ${several ? "them" : "it"} back; or declare what is there in the ${kind}`;

const missing = (kind: string, replaced: boolean) =>
  replaced
    ? `another ${kind} has taken its place under the same id: \`pulumi up --refresh --run-program\` takes that over where adopt says so; or delete it first`
    : "`pulumi up --refresh --run-program` makes it anew; or take the resource out of the program";

/** A list that nobody declares is one of grants. */
const unmanagedMember = (isExact: boolean) =>
  isExact
    ? "name it in the list, accept it in the baseline, or let `pulumi up --refresh --run-program` take it out"
    : "name it in a PermGrants, accept it in the baseline, or take the grant back by hand";

const article = (kind: string) => (/^[AEIO]/.test(kind) ? `an ${kind}` : `a ${kind}`);
