import { listOfGrant, type Grant, type GrantList } from "../../provider/inspect";
import type { Code } from "../code/code";
import { inOrder } from "../code/print";
import type { Statement } from "../code/statement";
import type { Surroundings } from "./declare-apps";
import { given } from "./section";

const LISTS: readonly GrantList[] = ["users", "nodes", "denyUsers", "denyNodes"];

/** Who has which perm, and who is denied it; a statement for each perm that has any. */
export function grantStatements(around: Surroundings): Statement[] {
  const { grants, perms } = around.existing.org;
  const all = [...grants].filter(([, list]) => list.length > 0);
  const named = all.map(([id, list]) => ({ id, list, name: nameOf(around, id) }));
  const names = new Map<string, number>();
  return named
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
    .flatMap(({ id, list, name }): Statement[] => {
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      const { lists, notes } = listsOf(around, id, list);
      if (Object.keys(lists).length === 0) return [];
      const args = { perm: around.references.perm(id), ...lists };
      const title = perms.get(id)?.name;
      const isById = typeof args.perm === "string" && title !== undefined && title !== "";
      const about = isById ? [`${title}: goes by its id, on this server only`] : [];
      const unique = count === 1 ? name : `${name}-${count}`;
      return [{ kind: "PermGrants", name: unique, args, notes: [...about, ...notes] }];
    });
}

/** `ci-deploy-grants` for the perm `ci-deploy`; `ci-users` for the perm to use an app. */
function nameOf({ existing, references, spell }: Surroundings, id: string): string {
  const declared = references.permName(id);
  if (declared !== undefined) return `${declared}-grants`;
  const { scope = "", name = id, builtIn } = existing.org.perms.get(id) ?? {};
  const app = existing.apps.get(scope);
  const declaredApp = references.appName(scope);
  if (builtIn === true && declaredApp !== undefined) return `${declaredApp}-users`;
  const scopeName = spell(app?.name ?? existing.org.state.name) ?? spell(scope) ?? "org";
  if (builtIn === true && app !== undefined) return `${scopeName}-users`;
  return `${scopeName}-${spell(name) ?? "perm"}-grants`;
}

function listsOf({ fitting, references }: Surroundings, id: string, all: readonly Grant[]) {
  const idsIn = (list: GrantList) =>
    all.filter((one) => listOfGrant(one) === list).map((one) => one.id);
  const inputs = { perm: id, ...given(Object.fromEntries(LISTS.map((one) => [one, idsIn(one)]))) };
  const fitted = fitting.fit("PermGrants", id, inputs, ["perm"]);
  const codeOf = (list: GrantList): readonly Code[] =>
    list === "users" || list === "denyUsers"
      ? idsIn(list).toSorted()
      : inOrder(idsIn(list).map((node) => references.node(node)));
  const kept = LISTS.filter((list) => fitted?.inputs[list] !== undefined);
  return {
    lists: given(Object.fromEntries(kept.map((list) => [list, codeOf(list)]))),
    notes: fitted?.notes ?? [],
  };
}
