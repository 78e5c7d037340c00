import { randomUUID } from "node:crypto";
import { type Context } from "../http/context";
import { type LogSubject } from "../model/log-subjects";
import { LOGS, type UserRow } from "../model/tables";
import { timestamp } from "../storage/clock";

/** A person in the log's summaries: `Ada(adalovelace)`. */
export const person = (user: Pick<UserRow, "name" | "username">): string =>
  `${user.name}(${user.username})`;

/** Notes in the log what somebody did; in an org's own as well where it is one's. */
export function audit(
  context: Context,
  who: Pick<UserRow, "id">,
  subject: LogSubject,
  summary: string,
  orgId: number | null = null,
): void {
  const { db, method, address, headers, content } = context;
  const lines = [
    `IP: 127.0.0.1`,
    `Agent: ${headers["user-agent"] ?? ""}`,
    `URL: ${address.pathname}`,
    `Method: ${method}`,
    `DATA: ${withoutSecrets(content.raw)}`,
  ];
  LOGS.insert(db, {
    uuid: randomUUID().replaceAll("-", ""),
    created: timestamp(),
    org_id: orgId,
    user_id: who.id,
    subject,
    summary,
    detail: `\n${lines.join("\n")}\n`,
  });
}

/** As `audit`, of who asks; what they did follows their name. */
export function auditBy(
  context: Context,
  subject: LogSubject,
  done: string,
  orgId?: number | null,
): void {
  const { user } = context.user();
  audit(context, user, subject, `${person(user)}${done}`, orgId);
}

/** The reference logs passwords in clear. This one does not. */
const withoutSecrets = (body: string): string =>
  body.replace(/("\w*(?:password|secret|token)\w*"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"***"');
