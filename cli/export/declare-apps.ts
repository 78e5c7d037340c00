import type { AppState, ListedPerm, Values } from "../../provider/inspect";
import { Expression } from "../code/code";
import type { Statement } from "../code/statement";
import { asCode } from "./declare-nodes";
import type { Fitting } from "./fitting";
import type { Existing } from "./read-existing";
import type { References } from "./references";
import { appIdentity, permIdentity } from "./identities";
import { EXISTING, given } from "./section";
import type { Spell } from "./spelling";
import { grouped, uniqueNames } from "./unique-names";
import type { Variables } from "./variables";

/** What the statements of apps and perms are made from. */
export interface Surroundings {
  readonly existing: Existing;
  readonly fitting: Fitting;
  readonly references: References;
  readonly variables: Variables;
  readonly spell: Spell;
  /** Names that a former export gave, by identity. */
  readonly former: ReadonlyMap<string, string>;
}

const existingCode = { [EXISTING]: new Expression("existing", ["existing"]) };

/** The apps of an org, each with its perms. */
export function appStatements(around: Surroundings): Statement[] {
  const { existing, fitting, references, variables, spell, former } = around;
  const apps = [...existing.apps.values()].toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const names = uniqueNames(
    apps.map(({ uid, name }) => {
      const plain = spell(name) ?? spell(uid) ?? "app";
      const longer = `${plain}-${spell(uid) ?? "app"}`;
      return { id: appIdentity(uid), plain, longer, rank: [own(uid, plain)] };
    }),
    former,
  );
  const nameOf = ({ uid }: AppState) => names.get(appIdentity(uid)) ?? uid;
  const { id: org, name: orgName } = existing.org.state;
  const perms = permsIn(around, [
    ...apps.map((app) => ({ id: app.id, uid: app.uid, name: nameOf(app) })),
    { id: org, uid: undefined, name: spell(orgName) ?? "org" },
  ]);
  const statements = apps.flatMap((app): Statement[] => {
    const { id } = app;
    const inputs = { org, ...inputsOf(app), adopt: "only" };
    const fitted = fitting.fit("App", id, inputs, ["org", "uid", "name"]);
    if (fitted === undefined) return permStatements(around, perms.get(id));
    const name = nameOf(app);
    const { org: _, adopt: _adopt, ...rest } = fitted.inputs;
    const variable = variables.take(name, "App");
    references.addApp(id, variable, name);
    const args = { org: references.orgItself, ...asCode(rest), ...existingCode };
    return [
      { variable, kind: "App", name, args, notes: fitted.notes },
      ...permStatements(around, perms.get(id)),
    ];
  });
  return [...statements, ...permStatements(around, perms.get(org))];
}

const own = (uid: string, plain: string) => (uid === plain ? 0 : 1);

/** What differs from a new app. A protocol that is off is none of it, nor are credentials. */
function inputsOf({ uid, name, logo, description, homepage, allowAnyUser, ...app }: AppState) {
  const { oauth, ldap, http, saml } = app;
  return given({
    ...{ uid, name, logo, description, homepage },
    ...(allowAnyUser === true && { allowAnyUser }),
    ...(oauth !== false && { oauth: oauthOf(oauth) }),
    ...(ldap && { ldap }),
    ...(http && { http }),
    ...(saml !== false && { saml: given({ ...saml }) }),
  });
}

function oauthOf({ redirectUris, clientType, grantType }: Exclude<AppState["oauth"], false>) {
  return given({
    redirectUris,
    ...(clientType !== "confidential" && { clientType }),
    ...(grantType !== "authorization-code" && { grantType }),
  });
}

/** Where perms are: an app, or the org, which has no uid among the identities. */
interface Scope {
  readonly id: string;
  readonly uid: string | undefined;
  /** What the program calls it. */
  readonly name: string;
}

interface NamedPerm {
  readonly perm: ListedPerm;
  readonly name: string;
  /** Whether another perm of its scope has the same name. */
  readonly isDouble: boolean;
}

/** Perms by their scope, without those that the server makes, each with a name in the program. */
function permsIn(
  { existing, spell, former }: Surroundings,
  scopes: readonly Scope[],
): Map<string, NamedPerm[]> {
  const all = [...existing.org.perms.values()].filter(({ builtIn }) => !builtIn);
  const placed = scopes.flatMap((scope) => {
    const within = all.filter((perm) => perm.scope === scope.id);
    const sorted = within.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return sorted.map((perm) => ({ scope, perm, id: permIdentity(scope.uid, perm.name) }));
  });
  const names = uniqueNames(
    placed.map(({ scope, perm, id }) => {
      const plain = `${scope.name}-${spell(perm.name) ?? "perm"}`.slice(0, LONGEST);
      return { id, plain, longer: plain, rank: [scope.uid === undefined ? 1 : 0] };
    }),
    former,
  );
  const alike = grouped(all, ({ scope, name }) => JSON.stringify([scope, name.trim()]));
  const doubles = new Set([...alike.values()].filter(({ length }) => length > 1).flat());
  const named = placed.map(({ perm, id }) => ({
    ...{ perm, name: names.get(id) ?? perm.id, isDouble: doubles.has(perm) },
  }));
  return grouped(named, ({ perm }) => perm.scope);
}

/** Two perms of one name in one scope can't be told apart, and neither is declared. */
function permStatements(
  { fitting, references, variables }: Surroundings,
  perms: readonly NamedPerm[] = [],
): Statement[] {
  return perms.flatMap(({ perm, name, isDouble }): Statement[] => {
    const { id, scope, description } = perm;
    if (isDouble) {
      fitting.miss("Perm", id, "it is left out: its scope has another perm of this name");
      return [];
    }
    const inputs: Values = { scope, name: perm.name, ...given({ description }), adopt: "only" };
    const fitted = fitting.fit("Perm", id, inputs, ["scope", "name"]);
    if (fitted === undefined) return [];
    const { scope: _, adopt: _adopt, ...rest } = fitted.inputs;
    const variable = variables.take(name, "Perm");
    references.addPerm(id, variable, name);
    const args = { scope: references.scope(scope), ...asCode(rest), ...existingCode };
    return [{ variable, kind: "Perm", name, args, notes: fitted.notes }];
  });
}

const LONGEST = 40;
