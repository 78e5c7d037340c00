import assert from "node:assert/strict";
import { packageSchema } from "../../../../provider/adapters/plugin/schema/package";
import { peopleProblems } from "../../../../provider/components/people/schema";
import { parseTree } from "../../../../provider/components/tree/schema";
import { kinds } from "../../../../provider/kinds";

interface Spec {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Spec;
  readonly oneOf?: readonly Spec[];
  readonly enum?: readonly { readonly value: string }[];
  readonly properties?: Readonly<Record<string, Spec>>;
}

const { resources, types } = packageSchema() as {
  readonly resources: Readonly<Record<string, Spec>>;
  readonly types: Readonly<Record<string, Spec>>;
};

/** A value of a type with all that it may have; lists are empty within themselves. */
function example(spec: Spec, within: readonly string[] = []): unknown {
  const { $ref, type, items, oneOf, properties } = spec;
  if (oneOf !== undefined) return example(oneOf.at(-1) ?? {}, within);
  if ($ref !== undefined) return exampleOf($ref.replace("#/types/", ""), within);
  if (spec.enum !== undefined) return spec.enum.at(-1)?.value;
  if (type === "array") {
    const of = items?.$ref?.replace("#/types/", "") ?? "";
    return within.includes(of) ? [] : [example(items ?? {}, within)];
  }
  if (type === "boolean") return true;
  if (type !== "object") return "text";
  const entries = Object.entries(properties ?? {});
  return Object.fromEntries(entries.map(([key, one]) => [key, example(one, within)]));
}

const exampleOf = (token: string, within: readonly string[]): unknown =>
  example(types[token] ?? {}, [...within, token]);

describe("the plugin's schema", () => {
  it("has every kind, and the component", () => {
    const names = [...Object.keys(kinds), "OrgTree"];
    assert.deepEqual(
      Object.keys(resources),
      names.map((name) => `identity:index:${name}`),
    );
  });

  it("has a type for each that it refers to", () => {
    const named = [...JSON.stringify(packageSchema()).matchAll(/"#\/types\/([^"]+)"/g)];
    const missing = named.map(([, token = ""]) => token).filter((token) => !(token in types));
    assert.deepEqual(missing, []);
  });

  it("has no property of a tree that its reader does not know", () => {
    const tree = exampleOf("identity:index:Tree", []) as Record<string, unknown>;
    const problems = parseTree(tree);
    const unknown = Array.isArray(problems)
      ? problems.filter(({ says }) => /no such property/.test(says))
      : [];
    assert.deepEqual(unknown, []);
  });

  it("has the properties of a file of people that its reader knows, and no other", () => {
    type File = Readonly<Record<string, unknown>> & { columns: Record<string, unknown> };
    const file = exampleOf("identity:index:PeopleFile", []) as File;
    const says = (value: unknown) => peopleProblems([value]).map((one) => one.says);
    assert.deepEqual(
      says(file).filter((one) => /no such property/.test(one)),
      [],
    );
    const known = (value: unknown) =>
      /no such property, only (.*)$/m.exec(says(value).join("\n"))?.[1]?.split(", ") ?? [];
    const strange = { zzzzzzzzzz: 1 };
    const listed = (value: object) => Object.keys(value).sort();
    assert.deepEqual(known({ ...file, ...strange }).sort(), listed(file));
    const { columns, usernameFrom } = file;
    const from = usernameFrom as object;
    assert.deepEqual(
      known({ ...file, usernameFrom: { ...from, ...strange } }).sort(),
      listed(from),
    );
    assert.deepEqual(
      known({ ...file, columns: { ...columns, ...strange } }).sort(),
      listed(columns),
    );
    for (const [key, one] of Object.entries(columns)) {
      const [rule] = [one].flat() as object[];
      assert.ok(rule);
      const more = { ...file, columns: { ...columns, [key]: { ...rule, ...strange } } };
      assert.deepEqual(known(more).sort(), listed(rule), key);
    }
  });

  it("has each property of a tree that its reader knows", () => {
    const tree = exampleOf("identity:index:Tree", []) as Record<string, unknown[]>;
    const known = (value: unknown): string[] => {
      const problems = parseTree(value);
      const says = Array.isArray(problems) ? problems.map((one) => one.says).join("\n") : "";
      return /no such property, only (.*)$/m.exec(says)?.[1]?.split(", ") ?? [];
    };
    const strange = { zzzzzzzzzz: 1 };
    for (const list of ["departments", "groups", "roles", "labels", "people"]) {
      const [entry] = tree[list] ?? [];
      const listed = known({ name: "Acme", [list]: [{ ...(entry as object), ...strange }] });
      assert.deepEqual(listed.sort(), Object.keys(entry as object).sort(), list);
    }
    assert.deepEqual(known({ name: "Acme", ...strange }).sort(), Object.keys(tree).sort());
  });
});
