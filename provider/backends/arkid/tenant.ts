import { addressOf } from "../kit/address";

/** One server is one tenant, and its API may be named in the URL or not. */
export function tenantOf(url: string): string {
  return addressOf(url).replace(/\/siteapi\/v1$/, "");
}
