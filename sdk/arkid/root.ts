import { parseServerUrl } from "../transport/server-url";

const BASE = "/siteapi/v1/";

/**
 * Where the API begins; a url that already ends there, or lies below a folder, is fine.
 * @throws UsageError for what is no http or https address, or holds credentials
 */
export function apiRoot(url: string): string {
  const { origin, folder } = parseServerUrl(url);
  return folder.endsWith(BASE.slice(0, -1)) ? `${origin}${folder}/` : `${origin}${folder}${BASE}`;
}
