import fc from "fast-check";

/** What a random program declares: each of these by its number. */
interface Company {
  readonly people: readonly number[];
  readonly nodes: readonly RandomNode[];
  readonly apps: readonly { readonly id: number; readonly isOpen: boolean }[];
  readonly grants: readonly RandomGrants[];
  readonly members: readonly RandomMembers[];
}

interface RandomNode {
  readonly id: number;
  /** The number of the node above, always a smaller one; a root for none. */
  readonly parent: number;
  readonly name: string;
}

interface RandomMembers {
  readonly node: number;
  readonly people: readonly number[];
  readonly isExact: boolean;
}

interface RandomGrants {
  readonly app: number;
  readonly isAccess: boolean;
  readonly people: readonly number[];
  readonly nodes: readonly number[];
  readonly denied: readonly number[];
  readonly isExact: boolean;
}

const MOST = 5;
const number = fc.integer({ min: 0, max: MOST - 1 });
const numbers = fc.uniqueArray(number, { maxLength: 4 });
const byKey = <T>(one: fc.Arbitrary<T>, key: (value: T) => unknown) =>
  fc.uniqueArray(one, { maxLength: MOST, selector: key });

const company: fc.Arbitrary<Company> = fc.record({
  people: fc.uniqueArray(number, { minLength: 2, maxLength: MOST }),
  nodes: byKey(
    fc.record({ id: number, parent: number, name: fc.constantFrom("平台", "Ops", "R & D") }),
    ({ id }) => id,
  ),
  apps: byKey(fc.record({ id: number, isOpen: fc.boolean() }), ({ id }) => id),
  members: byKey(
    fc.record({ node: number, people: numbers, isExact: fc.boolean() }),
    ({ node }) => node,
  ),
  grants: byKey(
    fc.record({
      ...{ app: number, isAccess: fc.boolean(), people: numbers, nodes: numbers },
      ...{ denied: numbers, isExact: fc.boolean() },
    }),
    ({ app, isAccess }) => `${app} ${isAccess}`,
  ),
});

/** Programs of one org, of which each may follow on each. @param denies whether every perm can be denied, and not only the one to use an app */
export function randomCompanies(count: number, denies: boolean): string[] {
  return fc.sample(company, count).map((one) => programOf(one, denies));
}

function programOf({ people, nodes, apps, members, grants }: Company, denies: boolean): string {
  const has = (all: readonly { id: number }[], id: number) => all.some((one) => one.id === id);
  const sorted = [...nodes].sort((a, b) => a.id - b.id);
  const list = (ids: readonly number[], isThere: (id: number) => boolean, name: string) =>
    `[${ids
      .filter(isThere)
      .map((id) => name + id)
      .join(", ")}]`;
  const isPerson = (id: number) => people.includes(id);
  const isNode = (id: number) => has(nodes, id);
  const mode = (isExact: boolean) => (isExact ? '"exact", adopt: "ifExists"' : '"additive"');
  return [
    'const acme = new Org("acme", { name: "Acme" });',
    ...people.map(
      (id) => `const u${id} = new User("u${id}", { username: "user${id}x", name: "用户 ${id}" });`,
    ),
    ...sorted.map(({ id, parent, name }) => {
      const above = parent < id && isNode(parent) ? `n${parent}` : 'acme.root("department")';
      return `const n${id} = new Node("n${id}", { org: acme, kind: "department", name: "${name} ${id}", parent: ${above}, forceDestroy: true });`;
    }),
    ...apps.map(
      ({ id, isOpen }) =>
        `const a${id} = new App("a${id}", { org: acme, name: "App ${id}", allowAnyUser: ${isOpen} }); const p${id} = new Perm("p${id}", { scope: a${id}, name: "Use ${id}" });`,
    ),
    ...members
      .filter(({ node }) => isNode(node))
      .map(
        ({ node, people: users, isExact }) =>
          `new NodeMembers("m${node}", { node: n${node}, users: ${list(users, isPerson, "u")}, mode: ${mode(isExact)} });`,
      ),
    ...grants
      .filter(({ app }) => has(apps, app))
      .map(({ app, isAccess, isExact, ...to }) => {
        const denied = to.denied.filter((id) => !to.people.includes(id));
        const deny = denies || isAccess ? `, denyUsers: ${list(denied, isPerson, "u")}` : "";
        const perm = isAccess ? `a${app}.accessPerm` : `p${app}`;
        return `new PermGrants("g${app}${isAccess}", { perm: ${perm}, users: ${list(to.people, isPerson, "u")}, nodes: ${list(to.nodes, isNode, "n")}${deny}, mode: ${mode(isExact)} });`;
      }),
  ].join("\n");
}
