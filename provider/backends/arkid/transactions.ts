import type { ApiRequest } from "../../../sdk/transport/api-request";

/**
 * What the server does in one transaction each. It answers a concurrent one with 500 at once, and
 * rolls it back whole (ARKID.md, «Speed and failure modes»).
 */
const TRANSACTIONS = [
  /^POST (user|perm|org\/[^/]+\/app)\/$/,
  /^PATCH user\/[^/]+\/(node|dept|group)\/$/,
];

/** Whether the server does this in a transaction. */
export function isTransaction({ method, path }: ApiRequest): boolean {
  return TRANSACTIONS.some((one) => one.test(`${method} ${path.value}`));
}
