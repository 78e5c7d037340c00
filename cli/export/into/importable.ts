import type { Inspector, KindName } from "../../../provider/inspect";
import type { Gap } from "../../live-org/gap";
import { appStatements } from "../declare-apps";
import { membersElsewhere } from "../declare-members";
import { Fitting } from "../fitting";
import { declaredNodes } from "../nodes";
import { peopleOf } from "../people";
import type { Existing } from "../read-existing";
import { References } from "../references";
import { spell } from "../spelling";
import { Variables } from "../variables";

/** A resource to import: its kind, its name in the program, and the id that docs/plugin.md has for it. */
export interface Importable {
  readonly kind: KindName;
  readonly name: string;
  readonly id: string;
}

/** What of an org can be imported, each after what it names, and what can't. */
export function importablesOf(
  inspector: Inspector,
  existing: Existing,
): { readonly resources: Importable[]; readonly gaps: readonly Gap[] } {
  const { org } = existing;
  const { id: oid, name } = org.state;
  const { perms } = org;
  const fitting = new Fitting(inspector, oid);
  const former = new Map<string, string>();
  const nodes = declaredNodes(existing, fitting, () => true, spell, former);
  const people = peopleOf(existing, fitting, spell, former);
  const references = new References(undefined, org);
  const variables = new Variables();
  const around = { existing, fitting, references, variables, spell, former };
  const statements = appStatements(around);
  const appIds = new Map([...existing.apps.values()].map(({ id, uid }) => [uid, id]));
  const orgName = spell(name) ?? "org";
  const names = new Map([
    ...nodes.map(({ id, key }) => [id, key] as const),
    ...Object.entries(org.state.roots).map(([kind, id]) => [id, `all-${kind}`] as const),
  ]);
  const resources: Importable[] = [
    { kind: "Org", name: orgName, id: oid },
    ...nodes.map(({ key, id }): Importable => ({ kind: "Node", name: key, id })),
    ...people.declared.map(({ key, username }): Importable => {
      return { kind: "User", name: key, id: username };
    }),
    ...[...names].flatMap(([id, key]): Importable[] => {
      const isEmpty = (org.nodeMembers.get(id) ?? []).length === 0;
      return isEmpty ? [] : [{ kind: "NodeMembers", name: `${key}-people`, id }];
    }),
    ...[...existing.fields].flatMap(([username, fields]): Importable[] => {
      const key = people.keys.get(username) ?? username;
      const isBlank = Object.values(fields).every((value) => value === "");
      const name = `${key}-at-${orgName}`;
      return isBlank ? [] : [{ kind: "OrgMember", name, id: `${oid}/${username}` }];
    }),
    ...membersElsewhere(around).map((one): Importable => {
      return { kind: "OrgMembers", name: `${orgName}-${one.name}`, id: oid };
    }),
    ...statements.flatMap(({ kind, name: called, args: { uid } }): Importable[] =>
      kind === "App" && typeof uid === "string"
        ? [{ kind, name: called, id: `${oid}/${appIds.get(uid) ?? uid}` }]
        : [],
    ),
    ...[...perms.keys()].flatMap((id): Importable[] => {
      const called = references.permName(id);
      return called === undefined ? [] : [{ kind: "Perm", name: called, id }];
    }),
    ...[...org.grants].flatMap(([id, grants]): Importable[] => {
      const { name: title = id, scope = "" } = perms.get(id) ?? {};
      const called =
        references.permName(id) ?? `${spell(scope) ?? "org"}-${spell(title) ?? "perm"}`;
      return grants.length === 0 ? [] : [{ kind: "PermGrants", name: `${called}-grants`, id }];
    }),
  ];
  return { resources: withUniqueNames(resources), gaps: [...existing.gaps, ...fitting.gaps] };
}

/**
 * One file of imports has each name once, whatever the kinds, and none that is `null`: the engine
 * would make no code of all of them, and say nothing.
 */
function withUniqueNames(resources: readonly Importable[]): Importable[] {
  const taken = new Set(["null"]);
  return resources.map((one) => {
    let name = taken.has(one.name) ? `${one.name}-${one.kind.toLowerCase()}` : one.name;
    for (let number = 2; taken.has(name); number++) name = `${one.name}-${number}`;
    taken.add(name);
    return { ...one, name };
  });
}
