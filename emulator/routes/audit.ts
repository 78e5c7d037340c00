import { type LogSubject, writeLog } from "../model/logs";
import { type UserRow } from "../model/users";
import { type Context } from "./context";

/** A person in the log's summaries: `Ada(adalovelace)`. */
export const person = (user: Pick<UserRow, "name" | "username">): string =>
  `${user.name}(${user.username})`;

/** Notes in the log what somebody did; in an org's own as well where it is one's. */
export function audit(
  context: Context,
  who: Pick<UserRow, "id">,
  subject: LogSubject,
  summary: string,
  orgId?: number | null,
): void {
  const { method, url, headers } = context;
  const lines = [
    `IP: 127.0.0.1`,
    `Agent: ${headers["user-agent"] ?? ""}`,
    `URL: ${url.pathname}`,
    `Method: ${method}`,
    `DATA: ${withoutSecrets(context.body.raw)}`,
  ];
  const detail = `\n${lines.join("\n")}\n`;
  writeLog(context.db, { userId: who.id, orgId: orgId ?? null, subject, summary, detail });
}

/** The reference logs passwords in clear. This one does not. */
const withoutSecrets = (body: string): string =>
  body.replace(/("\w*(?:password|secret|token)\w*"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"***"');
