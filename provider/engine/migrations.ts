import { ProviderError } from "../backends/errors";

type Values = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/** The layout of what a state holds: 1 is that of version 0.1.0, whose names were others. */
export const SCHEMA = 2;

/** By kind, the names that 0.1.0 had for properties, and what they are called now. */
const RENAMED: Readonly<Record<string, Names>> = {
  Node: {
    remark: "description",
    acceptUser: "acceptsMembers",
    nodeScope: "visibleToNodes",
    userScope: "visibleToUsers",
  },
  User: { mobile: "phone" },
  OrgMember: { remark: "description" },
  OrgMembers: { strangers: "unmanaged" },
  NodeMembers: { strangers: "unmanaged" },
  Perm: { remark: "description" },
  PermGrants: { strangers: "unmanaged" },
  App: { remark: "description", index: "homepage" },
  OrgTree: {
    was: "previously",
    remark: "description",
    mobile: "phone",
    acceptUser: "acceptsMembers",
  },
};

/** What a property of 0.1.0 is called now; `undefined` for one that has kept its name. */
export const newNameOf = (kind: string, property: string): string | undefined =>
  RENAMED[kind]?.[property];

/**
 * What an older version left in a state, under today's names. Inputs hold no schema; yet no name of
 * before means anything today, so that the names themselves tell.
 *
 * @throws ProviderError for a state that a newer version wrote
 */
export function migrated(kind: string, values: Values): Values {
  const { schema } = values;
  if (schema === undefined) return renamed(kind, values);
  if (typeof schema === "number" && schema <= SCHEMA) {
    return { ...renamed(kind, values), schema: SCHEMA };
  }
  throw new ProviderError(
    `the state was written by a newer version (schema ${JSON.stringify(schema)}): update pulumi-identity`,
  );
}

function renamed(kind: string, values: Values): Values {
  const entries = Object.entries(values).map(([key, value]) => [
    newNameOf(kind, key) ?? key,
    key === "mode" && value === "watch" ? "observe" : value,
  ]);
  const all = Object.fromEntries(entries) as Values;
  return kind === "Org" ? withRoots(all) : all;
}

const ROOT = /^root(Department|Group|Direct|Role|Label|Manager)$/;

/** The ids of an org's roots were an output each. */
function withRoots(values: Values): Values {
  const entries = Object.entries(values);
  const roots = entries.flatMap(([key, id]) => {
    const kind = ROOT.exec(key)?.[1]?.toLowerCase();
    return kind === undefined ? [] : [[kind, id] as const];
  });
  if (roots.length === 0) return values;
  const rest = entries.filter(([key]) => !ROOT.test(key));
  return { ...Object.fromEntries(rest), roots: Object.fromEntries(roots) };
}
