import { addressOf } from "../kit/address";

/** One server is one tenant; its URL may have the path of the API or not. */
export function tenantOf(url: string): string {
  return addressOf(url).replace(/\/siteapi\/v1$/, "");
}
