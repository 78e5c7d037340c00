import { systemOf } from "../backends";
import type { Configuration } from "../configuration/configuration";
import type { Setting } from "../configuration/setting";

/** Who asks is not what is asked. */
const OF_ACCOUNTS = new Set(["username", "accessKeyId", "clientId"]);

/**
 * What leads to a server, as texts of settings: its URL, its kind, and what else that kind needs. No
 * secret, and nothing of the account.
 */
export function publicSettings({ url, backend, own }: Configuration): Record<string, string> {
  const isPublic = ([name, { secret }]: [string, Setting]) => !secret && !OF_ACCOUNTS.has(name);
  const names = Object.entries<Setting>(systemOf(backend).settings).filter(isPublic);
  const values = new Map(Object.entries(own));
  const more = names.flatMap(([name]) => {
    const value = values.get(name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { url, ...(backend !== "arkid" && { backend }), ...Object.fromEntries(more) };
}
