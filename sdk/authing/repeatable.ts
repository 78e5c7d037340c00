import type { Method } from "../transport/api-request";

/**
 * What HTTP method a call is in truth: nearly all are POST here, also the reads. `list-users` is as
 * harmless as GET, `delete-department` as repeatable as PUT; only what makes something new each time
 * (`create-user`, `refresh-application-secret`, `sign-in`) is a POST.
 */
export function truly(method: string, path: string): Method {
  if (method === "GET") return "GET";
  const verb = /^\/api\/v3\/([a-z]+)-/.exec(path)?.[1] ?? "";
  if (READS.has(verb)) return "GET";
  return method === "PUT" || method === "DELETE" || SETS.has(verb) ? "PUT" : "POST";
}

const READS = new Set(["list", "get", "search", "is", "has", "check", "query", "find"]);
const SETS = new Set(["update", "set", "delete", "remove", "revoke", "add", "assign", "authorize"]);
