import type { Session } from "../provider/run/session";
import { WrongUsage } from "./drift/wrong-usage";

/**
 * @param sessions those that an org may be behind
 * @throws WrongUsage naming what can't be the id of an org on any of these
 */
export function requireOrgIds(ids: readonly string[] = [], sessions: readonly Session[]): void {
  const isNone = (id: string) =>
    sessions.every(({ backend }) => backend.capabilities.orgProblem(id) !== undefined);
  const none = ids.find(isNone);
  if (none === undefined) return;
  throw new WrongUsage(`--org "${none}" is no id of an org: \`pulumi-identity tree\` shows them`);
}
