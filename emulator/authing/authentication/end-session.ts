import { type FastifyReply } from "fastify";
import { type Context } from "../endpoint";
import { apps } from "../model/apps";
import { type AppRow } from "../model/tables";
import { json } from "../views";

const PAGE = `<!doctype html><meta charset="utf-8"><title>Signed out</title><h1>Signed out</h1>`;

/**
 * `GET /oidc/session/end` (OpenID Connect RP-Initiated Logout 1.0): back to where an app wants its
 * people after they signed out, if that is one of its `logoutRedirectUris`; else a page. The
 * vendor's client does not say which app it is: then it may be any app's.
 */
export function endSession(
  { db }: Context,
  parameters: URLSearchParams,
  reply: FastifyReply,
): FastifyReply {
  const named = parameters.get("client_id");
  const target = parameters.get("post_logout_redirect_uri") ?? "";
  const leaving = apps(db).filter((app) => named === null || app.key === named);
  const isAllowed = leaving.some((app) => logoutUris(app).includes(target));
  if (!isAllowed || !URL.canParse(target)) {
    return reply.type("text/html; charset=utf-8").send(PAGE);
  }
  const url = new URL(target);
  const state = parameters.get("state");
  if (state !== null) url.searchParams.set("state", state);
  return reply.redirect(url.href, 302);
}

const logoutUris = (app: AppRow) => json(app.settings)["logoutRedirectUris"] as string[];
