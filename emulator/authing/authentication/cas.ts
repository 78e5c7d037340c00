import { type FastifyReply } from "fastify";
import { newTicket } from "../../model/codes";
import { type Batch } from "../../storage/batch";
import { type Context } from "../endpoint";
import { appOf } from "../model/apps";
import { userOf } from "../model/users";
import { type AppRow, type UserRow } from "../model/tables";
import { Failure } from "../wire/failure";
import { json } from "../views";
import { claimsOf } from "./claims";
import { html, loginForm, signedIn } from "./hosted-login";
import { OidcError } from "./oidc-error";

/** How long a ticket is good, seconds. */
const TICKET_LIFE = 300;

/** What a ticket tells of who signed in. */
const SCOPES = ["profile", "email", "phone", "username"];

/** A request below `/cas-idp/<appId>`. */
export interface CasRequest {
  context: Context;
  appId: string;
  parameters: URLSearchParams;
}

/** The app, if it may be answered where it wants to be: its `redirectUris` are its services. */
function askingApp({ context, appId, parameters }: CasRequest): AppRow {
  const app = appOf(context.db, appId);
  const known = json(app.settings)["redirectUris"] as string[];
  if (known.includes(parameters.get("service") ?? "")) return app;
  throw new OidcError(400, "invalid_request", "the service is not one of the app's redirectUris");
}

/** `GET /cas-idp/<appId>?service=…`: the login page. */
export const casPage = (request: CasRequest, reply: FastifyReply): FastifyReply =>
  html(reply, loginForm(askingApp(request)));

/** Sends who knows the password back to the service with a ticket. */
export async function casLogin(
  request: CasRequest,
  reply: FastifyReply,
  batch: Batch,
): Promise<FastifyReply> {
  const { context, appId, parameters } = request;
  const app = await batch.run(() => askingApp(request));
  const user = await signedIn(context, parameters);
  if (user instanceof Failure) return html(reply.code(401), loginForm(app, user.message));
  const service = parameters.get("service") ?? "";
  const ticket = `ST-${newTicket()}`;
  context.codes.put(`cas:${appId}:${service}:${ticket}`, user.key, TICKET_LIFE, user.key);
  const url = new URL(service);
  url.searchParams.set("ticket", ticket);
  return reply.redirect(url.href, 302);
}

/** Whom a ticket is for, which is good once and for its service only; nobody who is suspended. */
function userOfTicket({ context, appId, parameters }: CasRequest): UserRow | undefined {
  const [service, ticket] = [parameters.get("service"), parameters.get("ticket")];
  const key = context.codes.take(`cas:${appId}:${service}:${ticket}`);
  const user = key === undefined ? undefined : userOf(context.db, key);
  return user?.status === "Activated" ? user : undefined;
}

/** `validate` of CAS 1.0: two lines of text. */
export function validate(request: CasRequest): string {
  const user = userOfTicket(request);
  return user ? `yes\n${user.key}\n` : "no\n\n";
}

const REFUSED = { code: "INVALID_TICKET", description: "the ticket is unknown, used or over" };

const escape = (value: unknown) =>
  String(value).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const xmlOf = (content: string) =>
  `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${content}</cas:serviceResponse>`;

function failureXml(): string {
  const { code, description } = REFUSED;
  return `<cas:authenticationFailure code="${code}">${description}</cas:authenticationFailure>`;
}

function successXml(user: string, attributes: Record<string, unknown>): string {
  const known = Object.entries(attributes).filter(([, value]) => value !== null);
  const all = known.map(([name, value]) => `<cas:${name}>${escape(value)}</cas:${name}>`).join("");
  return `<cas:authenticationSuccess><cas:user>${user}</cas:user><cas:attributes>${all}</cas:attributes></cas:authenticationSuccess>`;
}

/** `serviceValidate` of CAS 2.0: XML, or JSON where the `format` says so. */
export function serviceValidate(request: CasRequest, reply: FastifyReply): FastifyReply {
  const row = userOfTicket(request);
  const isJson = request.parameters.get("format")?.toUpperCase() === "JSON";
  const attributes = row ? claimsOf(request.context.db, row, SCOPES) : {};
  if (!isJson) {
    const content = row ? successXml(row.key, attributes) : failureXml();
    return reply.type("application/xml; charset=utf-8").send(xmlOf(content));
  }
  const told = row
    ? { authenticationSuccess: { user: row.key, attributes } }
    : { authenticationFailure: REFUSED };
  return reply.send({ serviceResponse: told });
}
