import { type FastifyReply } from "fastify";
import { newTicket } from "../../model/codes";
import { type Batch } from "../../storage/batch";
import { type Context } from "../endpoint";
import { APPS, type AppRow, type UserRow } from "../model/tables";
import { checkActive } from "../model/users";
import { Failure } from "../wire/failure";
import { json } from "../views";
import { type CodeFacts } from "./grants";
import { OidcError } from "./oidc-error";
import { challengeIn } from "./pkce";
import { checkedAccount } from "./sign-in";

/** How long an authorization code is good, seconds. */
const CODE_LIFE = 600;

/** What is kept from the link to the login, through the form, to the code. */
const KEPT = [
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
];

/** The app that asks, if it may be answered where it wants to be; 400 otherwise. */
function askingApp({ db }: Context, parameters: URLSearchParams): AppRow {
  const app = APPS.find(db, { key: parameters.get("client_id") ?? "" });
  if (!app) throw new OidcError(400, "invalid_client", "there is no such client_id");
  const known = json(app.settings)["redirectUris"] as string[];
  if (!known.includes(parameters.get("redirect_uri") ?? "")) {
    throw new OidcError(400, "redirect_uri_mismatch", "the redirect_uri is not one of the app's");
  }
  return app;
}

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function pageOf(app: AppRow, parameters: URLSearchParams, problem = ""): string {
  const kept = KEPT.map(
    (name) => `<input type="hidden" name="${name}" value="${escape(parameters.get(name) ?? "")}">`,
  );
  return loginForm(app, problem, kept.join(""));
}

/** The page itself; what a form can't keep stays in its address. */
export function loginForm(app: AppRow, problem = "", kept = ""): string {
  return `<!doctype html><meta charset="utf-8"><title>${escape(app.name)}</title>
<h1>${escape(app.name)}</h1><p role="alert">${escape(problem)}</p>
<form method="post">${kept}
<label>Account <input name="account" autofocus></label>
<label>Password <input name="password" type="password"></label>
<button>Sign in</button> <button name="refuse" value="yes">Cancel</button></form>`;
}

/** Answers a page. */
export const html = (reply: FastifyReply, text: string) =>
  reply.type("text/html; charset=utf-8").send(text);

/** `GET /oidc/auth`: the hosted login. */
export function loginPage(
  context: Context,
  parameters: URLSearchParams,
  reply: FastifyReply,
): FastifyReply {
  const app = askingApp(context, parameters);
  const problem = problemOf(app, parameters);
  if (problem) return reply.redirect(target(parameters, problem).href, 302);
  return html(reply, pageOf(app, parameters));
}

/** What the app is told in place of a code (RFC 6749, 4.1.2.1): its link is wrong, or who came won't. */
function problemOf(app: AppRow, parameters: URLSearchParams): Record<string, string> | undefined {
  try {
    challengeIn(app, parameters);
  } catch (error) {
    const { code, message } = OidcError.from(error);
    return { error: code, error_description: message };
  }
  if (!parameters.get("refuse")) return undefined;
  return { error: "access_denied", error_description: "the person refused" };
}

/** `POST /oidc/auth`: sends who knows the password back to the app with a code. */
export async function login(
  context: Context,
  parameters: URLSearchParams,
  reply: FastifyReply,
  batch: Batch,
): Promise<FastifyReply> {
  const app = await batch.run(() => askingApp(context, parameters));
  const problem = problemOf(app, parameters);
  if (problem) return reply.redirect(target(parameters, problem).href, 302);
  const user = await signedIn(context, parameters);
  if (user instanceof Failure) {
    const status = user.statusCode === 400 ? 401 : user.statusCode;
    return html(reply.code(status), pageOf(app, parameters, user.message));
  }
  const code = keepCode(context, app, user.key, parameters);
  return reply.redirect(target(parameters, { code }).href, 302);
}

/** Who knows the password, or why they don't come in. */
export async function signedIn(
  context: Context,
  parameters: URLSearchParams,
): Promise<UserRow | Failure> {
  const account = { account: parameters.get("account") ?? "" };
  try {
    const user = await checkedAccount(context, account, parameters.get("password") ?? "");
    checkActive(user);
    return user;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function keepCode(
  { codes }: Context,
  app: AppRow,
  user: string,
  parameters: URLSearchParams,
): string {
  const facts: CodeFacts = {
    app: app.id,
    user,
    scope: parameters.get("scope") || "openid profile",
    redirectUri: parameters.get("redirect_uri") ?? undefined,
    nonce: parameters.get("nonce") || undefined,
    ...challengeIn(app, parameters),
  };
  const code = newTicket();
  codes.put(`authorization:${code}`, JSON.stringify(facts), CODE_LIFE, `${app.key} ${user}`);
  return code;
}

function target(parameters: URLSearchParams, answer: Record<string, string>): URL {
  const url = new URL(parameters.get("redirect_uri") ?? "");
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = parameters.get("state");
  if (state) url.searchParams.set("state", state);
  return url;
}
