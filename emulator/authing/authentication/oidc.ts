import { type FastifyError, type FastifyInstance, type FastifyRequest } from "fastify";
import { type Context } from "../endpoint";
import { type Asked, contextOf } from "../http/door";
import { type Batch } from "../../storage/batch";
import { callingUser } from "./caller";
import { type CasRequest, casLogin, casPage, serviceValidate, validate } from "./cas";
import { endSession } from "./end-session";
import { login, loginPage } from "./hosted-login";
import { type Answer, OidcError } from "./oidc-error";
import { introspect, revoke } from "./introspection";
import { claimsOf } from "./claims";
import { grant } from "./grants";
import { findSession } from "../model/sessions";

/** The largest form of a login, bytes: what it says is kept with the code. */
const FORM_LIMIT = 64 * 1024;

/** The parameters of a request, from its query and from a form in its body. */
function parametersOf(request: FastifyRequest): URLSearchParams {
  const { searchParams } = new URL(request.url, "http://localhost");
  const body = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  for (const [name, value] of new URLSearchParams(body)) searchParams.append(name, value);
  return searchParams;
}

/** What the token that a request shows tells of its user; it may lie in three places. */
function userInfo(context: Context, parameters: URLSearchParams): Answer {
  const token = parameters.get("access_token") ?? context.headers["authorization"] ?? "";
  const bare = token.replace(/^Bearer /i, "");
  const scope = findSession(context.db, bare)?.scope ?? "";
  const user = callingUser({ ...context, headers: { authorization: bare } });
  return { sub: user.key, ...claimsOf(context.db, user, scope.split(" ")) };
}

const discovery = ({ origin }: Context): Answer => ({
  issuer: `${origin}/oidc`,
  authorization_endpoint: `${origin}/oidc/auth`,
  token_endpoint: `${origin}/oidc/token`,
  userinfo_endpoint: `${origin}/oidc/me`,
  introspection_endpoint: `${origin}/oidc/token/introspection`,
  revocation_endpoint: `${origin}/oidc/token/revocation`,
  end_session_endpoint: `${origin}/oidc/session/end`,
  jwks_uri: `${origin}/oidc/.well-known/jwks.json`,
  response_types_supported: ["code"],
  grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["HS256", "RS256"],
  token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic", "none"],
  code_challenge_methods_supported: ["plain", "S256"],
});

type Handler = (
  context: Context,
  parameters: URLSearchParams,
  batch: Batch,
) => Answer | Promise<Answer>;

/** OpenID Connect and OAuth 2: HTTP statuses and bodies of the protocols, no envelopes. */
export function oidcRoutes(app: FastifyInstance, door: Asked): void {
  const context = (request: FastifyRequest) => contextOf(door(request), request);
  app.addHook("onRequest", async (request) => door(request).faults.before());
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    // What Fastify itself refuses is told as everywhere.
    if (error.code?.startsWith("FST_")) throw error;
    const { status, code, message } = OidcError.from(error);
    return reply.code(status).send({ error: code, error_description: message });
  });
  const serve = (handler: Handler) => async (request: FastifyRequest) =>
    handler(context(request), parametersOf(request), door(request).batch);
  const inTurn = (work: (context: Context, parameters: URLSearchParams) => Answer) =>
    serve((asked, parameters, batch) => batch.run(() => work(asked, parameters)));
  for (const protocol of ["/oidc", "/oauth"]) {
    app.post(`${protocol}/token`, serve(grant));
    app.route({ method: ["GET", "POST"], url: `${protocol}/me`, handler: inTurn(userInfo) });
    app.post(`${protocol}/token/introspection`, inTurn(introspect));
    app.post(`${protocol}/token/revocation`, inTurn(revoke));
    app.get(`${protocol}/auth`, (request, reply) =>
      loginPage(context(request), parametersOf(request), reply),
    );
    app.post(`${protocol}/auth`, { bodyLimit: FORM_LIMIT }, (request, reply) =>
      login(context(request), parametersOf(request), reply, door(request).batch),
    );
  }
  app.get(
    "/oidc/.well-known/jwks.json",
    serve(({ signingKey }) => signingKey.jwks()),
  );
  app.get("/oidc/.well-known/openid-configuration", serve(discovery));
  const cas = (request: FastifyRequest): CasRequest => {
    const { appId } = request.params as { appId: string };
    return { context: context(request), appId, parameters: parametersOf(request) };
  };
  app.get("/cas-idp/:appId", (request, reply) => casPage(cas(request), reply));
  app.post("/cas-idp/:appId", { bodyLimit: FORM_LIMIT }, (request, reply) =>
    casLogin(cas(request), reply, door(request).batch),
  );
  app.get("/cas-idp/:appId/validate", (request) => validate(cas(request)));
  app.get("/cas-idp/:appId/serviceValidate", (request, reply) =>
    serviceValidate(cas(request), reply),
  );
  app.get("/oidc/session/end", (request, reply) =>
    endSession(context(request), parametersOf(request), reply),
  );
}
