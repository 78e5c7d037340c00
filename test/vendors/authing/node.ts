import { AuthenticationClient, ManagementClient } from "authing-node-sdk";
import type { EmbeddedPool } from "../../sdk/authing/embedded-pool";
import type { Vendor, VendorClient } from "./client";

/** The methods that take their arguments one by one; all others take one object. */
const ONE_BY_ONE = [
  ...["introspectToken", "revokeToken", "getNewAccessTokenByRefreshToken", "setAccessToken"],
  ...["getAccessTokenByCode", "validateTicketV2"],
];

type Method = (...args: readonly unknown[]) => unknown;

const clientOf = (client: object): VendorClient => ({
  async call(method, input = {}) {
    const args = ONE_BY_ONE.includes(method) ? Object.values(input) : [input];
    return await (client as Record<string, Method>)[method]?.(...args);
  },
});

/** `authing-node-sdk`. */
export const node: Vendor = {
  authentication: ({ app }: EmbeddedPool, options = {}) =>
    Promise.resolve(clientOf(new AuthenticationClient({ ...app, ...options }))),
  management: ({ server: { url: host, accessKeyId, accessKeySecret } }: EmbeddedPool) =>
    Promise.resolve(clientOf(new ManagementClient({ host, accessKeyId, accessKeySecret }))),
  close: () => Promise.resolve(),
};
