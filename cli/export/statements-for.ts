import type { Inspector, KindName, ListedNode } from "../../provider/inspect";
import type { Statement } from "../code/statement";
import type { LiveOrg } from "../live-org/live-org";
import { appStatements, type Surroundings } from "./declare-apps";
import { grantStatements } from "./declare-grants";
import { NodeStatements } from "./declare-nodes";
import { Fitting } from "./fitting";
import { declaredNodes } from "./nodes";
import { readAppsOf, type Existing } from "./read-existing";
import { References } from "./references";
import { EXISTING } from "./section";
import { spell } from "./spelling";
import { Variables } from "./variables";

/**
 * Statements that declare one thing of an org with its parts, for a program that somebody has: all else
 * goes by its id, since the program's own variables are unknown.
 * @param id of a node, an app, a perm, or `<org>/<username>` of a member
 */
export async function statementsFor(
  inspector: Inspector,
  org: LiveOrg,
  kind: KindName,
  id: string,
): Promise<Statement[]> {
  const part = partOf(org, kind, id);
  const { found: apps } = await readAppsOf(inspector, part);
  const gone = new Map<string, never>();
  const existing: Existing = {
    ...{ org: part, users: gone, fields: gone, access: gone, account: undefined },
    ...{ ownAccounts: new Set(), gaps: [], apps },
  };
  const fitting = new Fitting(inspector, org.state.id);
  const references = new References(undefined, org);
  const variables = new Variables();
  const around: Surroundings = {
    ...{ existing, fitting, references, variables, spell },
    former: new Map(),
  };
  const nodes = declaredNodes(existing, fitting, () => true, spell, new Map());
  const declared = new NodeStatements(references, variables, part.nodeMembers);
  const statements =
    kind === "OrgMember"
      ? [memberOf(org, id)]
      : [...declared.of(nodes), ...appStatements(around), ...grantStatements(around)];
  return statements.map(({ args, ...rest }) => ({
    ...rest,
    args: Object.fromEntries(
      Object.entries(args).map(([key, code]) =>
        key === EXISTING ? (["adopt", "only"] as const) : ([key, code] as const),
      ),
    ),
  }));
}

function memberOf({ state }: LiveOrg, id: string): Statement {
  const user = id.slice(id.lastIndexOf("/") + 1);
  return { kind: "OrgMember", name: user, args: { org: state.id, user } };
}

/** The org with nothing in it but one thing and its parts: a node alone, an app with its perms. */
function partOf(org: LiveOrg, kind: KindName, id: string): LiveOrg {
  const only = <T>(all: ReadonlyMap<string, T>, isIn: (key: string, one: T) => boolean) =>
    new Map([...all].filter(([key, one]) => isIn(key, one)));
  const isNode = (key: string) => kind === "Node" && key === id;
  const perms = only(
    org.perms,
    (key, { scope }) => (kind === "Perm" && key === id) || (kind === "App" && scope === id),
  );
  return {
    ...org,
    nodes: only<ListedNode>(org.nodes, isNode),
    nodeMembers: only(org.nodeMembers, isNode),
    orgMembers: [],
    apps: only(org.apps, (key) => kind === "App" && key === id),
    perms,
    grants: only(org.grants, (key) => perms.has(key)),
  };
}
