import type { AuditEvent } from "../domain/audit-event";
import type { LogEntry } from "../../../sdk";
import type { Connection } from "./connection";

/**
 * What was done in an org, or with no org what belongs to none (people, perms); newest first, read page
 * by page as it is asked for.
 */
export async function* history(
  { client }: Connection,
  org: string | undefined,
  most: number,
): AsyncIterable<AuditEvent> {
  let left = most;
  for await (const entry of org === undefined ? client.log.list() : client.log.listForOrg(org)) {
    const event = eventOf(entry);
    if (event !== undefined) yield event;
    if (--left <= 0) return;
  }
}

type Shape = readonly [
  subject: RegExp,
  done: RegExp,
  part: AuditEvent["part"],
  act: AuditEvent["act"],
];

/**
 * The server's summaries, the only place where an entry of a list names its object. A new node has an
 * entry of its own for its parent, 将新…, which is no move. Brackets differ between departments and
 * groups, and a person put into departments has an f before the name (the server's template has it).
 */
const SHAPES: readonly Shape[] = [
  [/^(dept|group)_create$/, /^创建(?:部门|组)\((?<name>.*)\)$/s, "nodes", "add"],
  [/^(dept|group)_update$/, /^编辑(?:部门|组)\((?<name>.*)\)信息$/s, "nodes", "change"],
  [
    /^(dept|group)_move$/,
    /^将(?:部门|组)\((?<name>.*)\)移到(?:部门|组)\(.*\)下$/s,
    "nodes",
    "move",
  ],
  [/^(dept|group)_delete$/, /^删除(?:部门|组)\((?<name>.*)\)$/s, "nodes", "remove"],
  [
    /^(dept|group)_member$/,
    /^添加一批用户\[(?<people>.*)\]至(?:部门|组)\((?<name>.*)\)$/s,
    "nodeMembers",
    "add",
  ],
  [
    /^(dept|group)_member$/,
    /^将一批用户\[(?<people>.*)\]从(?:部门|组)\((?<name>.*)\)删除$/s,
    "nodeMembers",
    "remove",
  ],
  [
    /^(dept|group)_member$/,
    /^调整一批用户\[(?<people>.*)\]在(?:部门|组)\((?<name>.*)\)中的顺序$/s,
    "nodeMembers",
    "order",
  ],
  [
    /^(dept|group)_member$/,
    /^添加用户\((?<people>.*)\)至一批(?:部门|组)[[(](?<names>.*)[\])]$/s,
    "nodeMembers",
    "add",
  ],
  [
    /^(dept|group)_member$/,
    /^将用户\((?<people>.*)\)从一批(?:部门|组)[[(](?<names>.*)[\])]删除$/s,
    "nodeMembers",
    "remove",
  ],
  [/^app_create$/, /^创建应用\((?<name>.*)\)$/s, "apps", "add"],
  [/^app_update$/, /^更新应用\((?<name>.*)\)$/s, "apps", "change"],
  [/^app_delete$/, /^删除应用\((?<name>.*)\)$/s, "apps", "remove"],
  [/^user_create$/, /^创建新用户 .*\((?<name>[^()]+)\)$/s, "users", "add"],
  [/^user_update$/, /^编辑用户\(.*\((?<name>[^()]+)\)\)信息$/s, "users", "change"],
  [/^user_delete$/, /^批量删除用户\[(?<gone>.*)\]$/s, "users", "remove"],
  [/^perm_create$/, /^创建权限\(.*\((?<name>[^()]+)\)\)$/s, "perms", "add"],
  [/^perm_delete$/, /^删除权限\(.*\((?<name>[^()]+)\)\)$/s, "perms", "remove"],
];

function eventOf({ subject, summary, user, created }: LogEntry): AuditEvent | undefined {
  const done = withoutActor(summary, user);
  for (const [subjects, shape, part, act] of SHAPES) {
    const said = subjects.test(subject) ? shape.exec(done)?.groups : undefined;
    if (said === undefined) continue;
    const { name, names = "", people = "", gone = "" } = said;
    // Names hold commas, too: what stands between two of them may be one name.
    const isAbout = (one: string) =>
      one === name || `,${names},`.includes(`,${one},`) || usernames(gone).includes(one);
    const at = new Date(created).toISOString();
    return { actor: user.username, at, part, act, isAbout, people: usernames(people) };
  }
  return undefined;
}

/** A summary begins with who did it, by the name of then: any text, which is no part of what was done. */
function withoutActor(summary: string, { name, username }: LogEntry["user"]): string {
  const now = `${name}(${username})`;
  if (summary.startsWith(now)) return summary.slice(now.length).trimStart();
  const then = `(${username})`;
  return summary.slice(summary.indexOf(then) + then.length).trimStart();
}

/** Of `Ada(ada1),Bob(bob1)`. A name may hold commas and brackets; none begins or ends with a space. */
const usernames = (people: string) =>
  [...people.matchAll(/(?<!\s)\(([^()]+)\)(?=,\S|$)/g)].map(([, username = ""]) => username);
