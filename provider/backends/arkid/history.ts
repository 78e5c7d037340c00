import type { AuditEvent } from "../domain/audit-event";
import type { LogEntry } from "../../../sdk";
import type { Connection } from "./connection";

/** What was done in an org, newest first, read page by page as it is asked for. */
export async function* history(
  connection: Connection,
  org: string,
  most: number,
): AsyncIterable<AuditEvent> {
  let left = most;
  for await (const entry of connection.client.log.listForOrg(org)) {
    const event = eventOf(entry);
    if (event !== undefined) yield event;
    if (--left <= 0) return;
  }
}

type Shape = readonly [subject: RegExp, summary: RegExp, Pick<AuditEvent, "part" | "act">];

/**
 * The server's summaries, the only place where an entry names its object. A new node has an entry
 * of its own for its parent, 将新…, which is no move.
 */
const SHAPES: readonly Shape[] = [
  [/^(dept|group)_create$/, /创建(?:部门|组)\((?<name>.*)\)$/s, { part: "nodes", act: "add" }],
  [
    /^(dept|group)_update$/,
    /编辑(?:部门|组)\((?<name>.*)\)信息$/s,
    { part: "nodes", act: "change" },
  ],
  [
    /^(dept|group)_move$/,
    /将(?:部门|组)\((?<name>.*)\)移到(?:部门|组)\(.*\)下$/s,
    { part: "nodes", act: "change" },
  ],
  [/^(dept|group)_delete$/, /删除(?:部门|组)\((?<name>.*)\)$/s, { part: "nodes", act: "remove" }],
  [
    /^(dept|group)_member$/,
    /添加一批用户\[(?<people>.*)\]至(?:部门|组)\((?<name>.*)\)$/s,
    { part: "nodeMembers", act: "add" },
  ],
  [
    /^(dept|group)_member$/,
    /将一批用户\[(?<people>.*)\]从(?:部门|组)\((?<name>.*)\)删除$/s,
    { part: "nodeMembers", act: "remove" },
  ],
  [/^app_create$/, /创建应用\((?<name>.*)\)$/s, { part: "apps", act: "add" }],
  [/^app_update$/, /更新应用\((?<name>.*)\)$/s, { part: "apps", act: "change" }],
  [/^app_delete$/, /删除应用\((?<name>.*)\)$/s, { part: "apps", act: "remove" }],
];

function eventOf({ subject, summary, user, created }: LogEntry): AuditEvent | undefined {
  for (const [subjects, shape, what] of SHAPES) {
    const said = subjects.test(subject) ? shape.exec(summary)?.groups : undefined;
    if (said === undefined) continue;
    const { name = "", people = "" } = said;
    const at = new Date(created).toISOString();
    return { actor: user.username, at, ...what, name, people: usernames(people) };
  }
  return undefined;
}

/** Of `Ada(ada1),Bob(bob1)`. */
const usernames = (people: string) =>
  [...people.matchAll(/\(([^()]+)\)(?=,|$)/g)].map(([, username = ""]) => username);
