import type { MemberFields } from "../../provider/inspect";
import type { CodeObject } from "../code/code";
import type { Statement } from "../code/statement";
import { asCode } from "./declare-nodes";
import type { Surroundings } from "./declare-apps";
import { given, type Table } from "./section";

/** What the org keeps of its members, by username; without those of whom it keeps nothing. */
export function memberTable({ existing, fitting, references }: Surroundings): Table | undefined {
  const { org, fields } = existing;
  const there = new Set(org.orgMembers);
  const rows = [...fields]
    .filter(([, row]) => Object.values(row).some((value) => value !== ""))
    .filter(([username]) => there.has(username))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([user, row]): [string, CodeObject][] => {
      const inputs = { org: org.state.id, user, ...said(row) };
      const fitted = fitting.fit("OrgMember", user, inputs, ["org", "user"]);
      if (fitted === undefined) return [];
      const { org: _, user: _user, ...rest } = fitted.inputs;
      return [[user, asCode(rest)]];
    });
  if (rows.length === 0) return undefined;
  return { org: references.orgItself, rows: Object.fromEntries(rows) };
}

const said = (row: MemberFields) => given({ ...row });

/** Members of the org whom no node and no table names; the owner is one anyway. */
export function membersElsewhere(around: Surroundings, table?: Table): Statement[] {
  const { existing, references } = around;
  const { state, orgMembers, nodeMembers, nodes } = existing.org;
  const shown = [...nodeMembers].filter(([id]) => isShown(nodes.get(id)));
  const placed = new Set([
    ...shown.flatMap(([, people]) => people),
    ...Object.keys(table?.rows ?? {}),
  ]);
  const users = orgMembers
    .filter((one) => !placed.has(one) && !(one === state.owner && one === existing.account))
    .toSorted();
  if (users.length === 0) return [];
  const args = { org: references.orgItself, users };
  return [{ kind: "OrgMembers", name: "members", args }];
}

/** The groups that the server keeps beside other things are no place to be in. */
const isShown = (node: { builtIn: boolean; parent: string | undefined } | undefined): boolean =>
  node !== undefined && (!node.builtIn || node.parent === undefined);
