import { type AppRow } from "../model/tables";
import { json } from "../views";

/** What an app says of its OpenID Connect, in the protocol's words. */
export const oidcConfigOf = ({ settings }: AppRow): Record<string, unknown> =>
  (json(settings)["oidcConfig"] ?? {}) as Record<string, unknown>;

/** Whether an app keeps no secret: one that runs in a browser or on a phone. */
export const isPublic = (app: AppRow): boolean =>
  oidcConfigOf(app)["token_endpoint_auth_method"] === "none";

/** Whether its ID tokens are signed with the server's key: without a secret it could check no other. */
export const isSignedByKey = (app: AppRow): boolean =>
  isPublic(app) || oidcConfigOf(app)["id_token_signed_response_alg"] === "RS256";
