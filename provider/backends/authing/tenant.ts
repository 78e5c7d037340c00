import { isNotFound } from "../../../sdk";
import { ConfigurationError } from "../errors";
import { addressOf } from "../kit/address";
import { once } from "../kit/once";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";

/** One server has many user pools, each with people, orgs and perms of its own. */
export function tenantOf({ url, client }: Connection): () => Promise<string> {
  return once(async () => {
    // A self-hosted server may lack the endpoint.
    const pool = await client.userPoolId().catch(unless(isNotFound));
    if (pool !== undefined) return `${addressOf(url)}#${pool}`;
    throw new ConfigurationError(
      `${url} does not return which user pool the access key is for: set identity:tenant to a name for it, the same for all keys of the pool`,
    );
  });
}
