import fc from "fast-check";
import { app } from "../../../provider/kinds/app/app";
import type { Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import type { Resource } from "./stack";

type IdOf = (name: string) => string;

/** Text as people type and paste it: with white space around, in any script. */
const text = fc.oneof(
  fc.constantFrom("研发部", " padded ", "a\u3000", "R&D / 1", "\u00a0x"),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const name = text.map((some) => `n${some}`);
const clearable = fc.option(text, { nil: null });
const optional = <T>(made: fc.Arbitrary<Record<string, T>>) => made.map(given);
const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  optional(fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Values>);

const PEOPLE = ["ada", "bob", "cyd"] as const;
/** The node above each department is one before it, or the root. */
const DEPARTMENTS = ["one", "two", "three"] as const;
const APPS = ["ci", "wiki"] as const;
const mode = fc.constantFrom("exact", "additive", "observe");
const ROOM = { removalLimit: "100%", adopt: "ifExists" };

const person = (username: string): fc.Arbitrary<Resource> =>
  some({
    name: clearable,
    avatar: clearable,
    gender: fc.constantFrom("male", "female", "unspecified"),
    email: fc.constantFrom(`${username}@acme.example`, null),
    phone: fc.constantFrom(null, ""),
    password: fc.constantFrom("secret-one", "secret-two"),
  }).map((fields) => ({
    name: username,
    handler: user,
    inputs: () => ({ username: `${username}user`, ...fields }),
  }));

const company: fc.Arbitrary<Resource> = name.map((called) => ({
  name: "acme",
  handler: org,
  inputs: () => ({ name: called, forceDestroy: true }),
}));

const visibility = fc.constantFrom("everyone", "members", "members-and-below", "named", "nobody");

const department = (index: number, people: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({
      above: fc.integer({ min: -1, max: index - 1 }),
      called: name,
      fields: some({ description: clearable, visibility }),
      scope: fc.option(fc.subarray([...people]), { nil: undefined }),
    })
    .map(({ above, called, fields, scope }) => ({
      name: String(DEPARTMENTS[index]),
      handler: node,
      inputs: (idOf: IdOf) => ({
        ...{ org: idOf("acme"), kind: "department", name: called, forceDestroy: true, ...fields },
        parent: above < 0 ? `${idOf("acme")}/department` : idOf(String(DEPARTMENTS[above])),
        ...(scope && { visibleToUsers: scope.map(idOf) }),
      }),
    }));

const managers = (people: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({
      called: name,
      users: fc.subarray([...people]),
      scope: fc.constantFrom("own", "named"),
    })
    .map(({ called, users, scope }) => ({
      name: "managers",
      handler: node,
      inputs: (idOf: IdOf) => ({
        ...{ org: idOf("acme"), kind: "manager", name: called, forceDestroy: true },
        managerGroup: { nodes: [idOf("one")], users: users.map(idOf), scope },
      }),
    }));

const list = (people: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({ users: fc.subarray([...people]), mode, isOrdered: fc.boolean() })
    .map(({ users, mode, isOrdered }) => ({
      name: "people",
      handler: nodeMembers,
      inputs: (idOf: IdOf) => ({
        ...{ node: idOf("one"), users: users.map(idOf), mode, ...ROOM },
        ...(isOrdered && { ordered: true }),
      }),
    }));

const member = (who: string): fc.Arbitrary<Resource> =>
  some({
    position: clearable,
    description: clearable,
    employeeNumber: clearable,
    hireDate: fc.constantFrom("2026-03-01", "2026-03-01T09:00:00Z", null),
  }).map((fields) => ({
    name: `${who}-at-acme`,
    handler: orgMember,
    inputs: (idOf: IdOf) => ({ org: idOf("acme"), user: idOf(who), ...fields }),
  }));

const everybody = (people: readonly string[]): fc.Arbitrary<Resource> =>
  fc.record({ users: fc.subarray([...people]), mode }).map(({ users, mode }) => ({
    name: "everybody",
    handler: orgMembers,
    inputs: (idOf: IdOf) => ({ org: idOf("acme"), users: users.map(idOf), mode, ...ROOM }),
  }));

const application = (uid: string): fc.Arbitrary<Resource> => {
  const off = fc.constant(false);
  const oauth = some({
    redirectUris: fc.array(fc.webUrl(), { maxLength: 2 }),
    clientType: fc.constantFrom("confidential", "public"),
    rotate: fc.constantFrom("1", "2"),
  });
  return fc
    .record({
      called: name,
      fields: some({
        ...{ description: clearable, homepage: clearable, allowAnyUser: fc.boolean() },
        ...{ oauth: fc.oneof(oauth, off), ldap: fc.boolean(), http: fc.boolean() },
      }),
    })
    .map(({ called, fields }) => ({
      name: uid,
      handler: app,
      inputs: (idOf: IdOf) => ({ org: idOf("acme"), name: called, ...fields }),
    }));
};

const permission = (scope: string): fc.Arbitrary<Resource> =>
  fc
    .record({ called: name, fields: some({ description: clearable }) })
    .map(({ called, fields }) => ({
      name: `deploy-${scope}`,
      handler: perm,
      inputs: (idOf: IdOf) => ({ scope: idOf(scope), name: called, ...fields }),
    }));

const grants = (scope: string, people: readonly string[]): fc.Arbitrary<Resource> =>
  fc
    .record({ to: fc.subarray([...people]), isDenied: fc.boolean(), mode, isNode: fc.boolean() })
    .map(({ to, isDenied, mode, isNode }) => ({
      name: `grants-${scope}`,
      handler: permGrants,
      inputs: (idOf: IdOf) => ({
        ...{ perm: isNode ? `${idOf(scope)}/access` : idOf(`deploy-${scope}`), mode, ...ROOM },
        ...{ [isDenied ? "denyUsers" : "users"]: to.map(idOf), allowReplace: true },
        ...(isNode && { nodes: [idOf("one")] }),
      }),
    }));

/** A program: people, an org with some departments, and maybe the rest. What is named is there. */
const program: fc.Arbitrary<Resource[]> = fc
  .record({
    people: fc.subarray([...PEOPLE]),
    departments: fc.integer({ min: 1, max: DEPARTMENTS.length }),
    apps: fc.subarray([...APPS]),
  })
  .chain(({ people, departments, apps }) => {
    const maybe = (...all: fc.Arbitrary<Resource>[]) =>
      all.map((one) => fc.option(one, { nil: undefined, freq: 1 }));
    const nodes = DEPARTMENTS.slice(0, departments);
    return fc.tuple(
      ...people.map(person),
      company,
      ...nodes.map((_, index) => department(index, people)),
      ...maybe(managers(people), list(people), everybody(people), ...people.map(member)),
      ...apps.flatMap((uid) => [application(uid), permission(uid)]),
      ...apps.flatMap((uid) => maybe(grants(uid, people))),
    );
  })
  .map((resources) => resources.filter((one) => one !== undefined));

/** A program and edits of it, each of which may change, add and take away anything. */
export const edits: fc.Arbitrary<Resource[][]> = fc
  .array(program, { minLength: 2, maxLength: 3 })
  .map((programs) => Object.assign(programs, { [fc.toStringMethod]: () => told(programs) }));

/** As a counterexample is read. */
function told(programs: Resource[][]): string {
  const inputs = programs.map((resources) =>
    resources.map((one) => [one.name, one.inputs((name) => `<${name}>`)]),
  );
  return JSON.stringify(
    inputs.map((entries) => Object.fromEntries(entries) as Values),
    null,
    1,
  );
}
