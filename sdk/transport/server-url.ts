import { UsageError } from "./errors";

/**
 * Reads the option `url` of a client.
 * @returns the origin, and below it a folder without a slash at its end
 * @throws UsageError for what is no http or https address, or holds credentials
 */
export function parseServerUrl(url: string): { readonly origin: string; readonly folder: string } {
  if (!URL.canParse(url)) throw new UsageError("url must be an absolute http or https URL", "url");
  const { protocol, username, password, origin, pathname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") {
    throw new UsageError("url must begin http:// or https://", "url");
  }
  if (username !== "" || password !== "") {
    throw new UsageError("url must hold no credentials: give an authorizer", "url");
  }
  return { origin, folder: pathname.replace(/\/+$/, "") };
}
