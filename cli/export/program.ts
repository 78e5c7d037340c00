import type { Inspector, ListedNode } from "../../provider/inspect";
import { Expression, type Code, type CodeObject } from "../code/code";
import type { Statement } from "../code/statement";
import type { Gap } from "../live-org/gap";
import { appStatements, type Surroundings } from "./declare-apps";
import { grantStatements } from "./declare-grants";
import { membersElsewhere, memberTable } from "./declare-members";
import { NodeStatements, visibilityCode } from "./declare-nodes";
import { Fitting } from "./fitting";
import { isBulkTree, type BulkChoice } from "./form";
import { FORM, PROJECT, TREE } from "./identities";
import { declaredNodes, type DeclaredNode } from "./nodes";
import { peopleOf, type People } from "./people";
import type { Existing } from "./read-existing";
import { References } from "./references";
import { EXISTING, given, type Section } from "./section";
import { spell, type Spell } from "./spelling";
import { treeFile, type TreeFile } from "./tree-entries";
import { Variables } from "./variables";

/** A program for an org that exists. */
export interface Program {
  /** The name of the tree. */
  readonly name: string;
  /** The name of the project. */
  readonly project: string;
  readonly tree: TreeFile;
  readonly sections: readonly Section[];
  /** What could not be taken along. */
  readonly gaps: readonly Gap[];
}

/** @param former names that a former export gave, by identity */
export function programOf(
  inspector: Inspector,
  existing: Existing,
  former: ReadonlyMap<string, string>,
  bulk: BulkChoice,
): Program {
  const { org } = existing;
  const fitting = new Fitting(inspector, org.state.id);
  const { capabilities } = inspector.backend;
  const hasOwnKey = ({ uid, id }: ListedNode) => capabilities.mayLackKey !== true || uid !== id;
  const nodes = declaredNodes(existing, fitting, hasOwnKey, spell, former);
  const people = peopleOf(existing, fitting, spell, former);
  const name = former.get(TREE) ?? spell(org.state.name) ?? "org";
  const entries = nodes.filter(({ isInTree }) => isInTree);
  const lists = entries.filter(({ id }) => (org.nodeMembers.get(id) ?? []).length > 0);
  const resources = entries.length + lists.length + people.declared.length;
  const isBulk = isBulkTree(bulk, former.get(FORM), resources);
  const parts = { existing, fitting, spell, former, nodes, entries, people, name, isBulk };
  const declared = people.declared.map(({ username }) => username);
  const members = isBulk ? among(org.nodeMembers, declared) : org.nodeMembers;
  return {
    name,
    project: former.get(PROJECT) ?? (name === "identity" ? "identity-org" : name),
    tree: treeFile(org.state.name, nodes, members, people),
    sections: sectionsOf(parts),
    gaps: [...existing.gaps, ...fitting.gaps],
  };
}

interface Parts {
  readonly existing: Existing;
  readonly fitting: Fitting;
  readonly spell: Spell;
  readonly former: ReadonlyMap<string, string>;
  readonly nodes: readonly DeclaredNode[];
  /** Those of them that are in the tree. */
  readonly entries: readonly DeclaredNode[];
  readonly people: People;
  readonly name: string;
  /** Whether the tree is one resource. */
  readonly isBulk: boolean;
}

/** Of the members of nodes only these people. */
function among(
  members: ReadonlyMap<string, readonly string[]>,
  usernames: readonly string[],
): Map<string, readonly string[]> {
  const names = new Set(usernames);
  return new Map([...members].map(([id, all]) => [id, all.filter((one) => names.has(one))]));
}

/** In an order in which each part names only what is made before it. */
function sectionsOf(parts: Parts): Section[] {
  const { existing, fitting, spell, former, nodes, entries, name, isBulk } = parts;
  const { org } = existing;
  const variables = new Variables();
  const tree = variables.take(name, "Tree");
  const references = new References(tree, org);
  const around: Surroundings = { existing, fitting, references, variables, spell, former };
  for (const { id, key } of entries) references.addEntry(id, key, isBulk);
  const others = new NodeStatements(references, variables, org.nodeMembers);
  const single = nodes.filter(({ isInTree }) => !isInTree);
  const isManager = ({ inputs }: DeclaredNode) => inputs.managerGroup !== undefined;
  const table = memberTable(around);
  const roots = Object.entries(org.state.roots);
  return [
    {
      ...{ subject: "org", title: "Departments, groups, roles, labels and people: org.yaml." },
      statements: [
        {
          ...{ variable: tree, kind: "OrgTree", name },
          args: treeArgs(around, parts),
          notes: isBulk ? [ONE_RESOURCE] : [],
        },
        ...roots.flatMap(([kind, id]) => others.people(id, `all-${kind}-people`)),
        ...(isBulk ? onlyNamed(parts, references, variables) : []),
      ],
    },
    {
      ...{ subject: "nodes", title: "Nodes that a tree has no place for." },
      statements: others.of(single.filter((node) => !isManager(node))),
    },
    {
      ...{ subject: "apps", title: "Apps, and what people may do in them." },
      statements: appStatements(around),
    },
    {
      ...{ subject: "managers", title: "Who manages what." },
      statements: others.of(single.filter(isManager)),
    },
    {
      ...{ subject: "grants", title: "Who may do what." },
      statements: grantStatements(around),
    },
    {
      ...{ subject: "members", title: "What the org keeps of its members." },
      ...{ statements: membersElsewhere(around, table), table },
    },
  ];
}

const ONE_RESOURCE =
  "So many entries are one resource. Without bulk: true it is one for each: nothing of the org changes by that.";

/** Those whom the program names and does not declare have no place in a tree that is one resource. */
function onlyNamed(
  { existing, entries, people }: Parts,
  references: References,
  variables: Variables,
): Statement[] {
  const members = among(existing.org.nodeMembers, people.others);
  const statements = new NodeStatements(references, variables, members);
  return entries.flatMap(({ id, key }) => statements.people(id, `${key}-others`));
}

function treeArgs({ existing }: Surroundings, { entries, people, isBulk }: Parts): CodeObject {
  const { uid } = existing.org.state;
  const keys = new Map(entries.map(({ id, key }) => [id, key]));
  const visible = inTurn(entries).flatMap(({ node, later }): [string, CodeObject][] => {
    // The tree's own variable has no value yet.
    const nameOf = (id: string): Code => (later.has(id) ? id : (keys.get(id) ?? id));
    const code = visibilityCode(node.inputs, { node: nameOf });
    return Object.keys(code).length === 0 ? [] : [[node.key, code]];
  });
  visible.sort(([a], [b]) => (a < b ? -1 : 1));
  const others = people.others.map((one): [string, string] => [people.keys.get(one) ?? one, one]);
  return given({
    ...{ file: "org.yaml", uid },
    ...(isBulk && { bulk: true }),
    ...(visible.length > 0 && { visibility: Object.fromEntries(visible) }),
    ...(!isBulk && others.length > 0 && { users: Object.fromEntries(others) }),
    [EXISTING]: new Expression("existing", ["existing"]),
  });
}

/** Each entry with the nodes that it is visible to and that can be made only after it. */
function inTurn(entries: readonly DeclaredNode[]) {
  const byId = new Map(entries.map((node) => [node.id, node]));
  const waitsFor = new Map<string, Set<string>>(
    entries.map(({ id, parent }) => [id, new Set(parent === undefined ? [] : [parent])]),
  );
  const isBelow = (id: string, other: string): boolean => {
    const seen = new Set<string>([id]);
    for (const one of seen) {
      if (one === other) return true;
      for (const next of waitsFor.get(one) ?? []) seen.add(next);
    }
    return false;
  };
  return entries.map((node) => {
    const names = (node.inputs.visibleToNodes ?? []) as readonly string[];
    const later = new Set<string>();
    for (const name of names) {
      if (!byId.has(name)) continue;
      if (isBelow(name, node.id)) later.add(name);
      else waitsFor.get(node.id)?.add(name);
    }
    return { node, later };
  });
}
