import { z } from "zod";
import type { Authorizer, SendAnonymously } from "../transport/authorizer";
import { checkText } from "../transport/checks";
import { UnexpectedResponseError } from "../transport/errors";
import { readForm } from "../transport/form";
import { encodeQuery } from "../transport/query";
import { path } from "./path";

/** A client of a realm that has a service account. */
export interface ServiceAccount {
  /** The realm that the client is of. */
  readonly realm: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Somebody who may sign in with a password at a public client. */
export interface Administrator {
  /** The realm that they are of, such as `master`. */
  readonly realm: string;
  readonly username: string;
  readonly password: string;
  /** @default "admin-cli" */
  readonly clientId?: string | undefined;
}

/** Signs in as a service account: by client id and secret. */
export function serviceAccountAuthorizer(account: ServiceAccount, now = Date.now): Authorizer {
  const { realm, clientId: client_id, clientSecret: client_secret } = account;
  for (const [name, value] of Object.entries({ realm, client_id, client_secret })) {
    checkText(name, value);
  }
  return tokenAuthorizer(
    realm,
    { grant_type: "client_credentials", client_id, client_secret },
    now,
  );
}

/** Signs in with a username and a password; a token of `admin-cli` lives a minute. */
export function administratorAuthorizer(who: Administrator, now = Date.now): Authorizer {
  const { realm, username, password, clientId: client_id = "admin-cli" } = who;
  for (const [name, value] of Object.entries({ realm, username, password, client_id })) {
    checkText(name, value);
  }
  return tokenAuthorizer(realm, { grant_type: "password", client_id, username, password }, now);
}

/** A token with when it ends, in milliseconds of `now`. */
interface Token {
  readonly headers: Record<string, string>;
  readonly ends: number;
}

/** What grants a token. */
export const tokenForm = z.looseObject({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number(),
});

/** A token is renewed once this share of its life is over, so that none ends on its way. */
const USED = 0.75;

/**
 * One token for all requests, which share one renewal: before its known end, and after a 401. The
 * credentials are sent again, since a service account gets no refresh token. Nothing is revoked.
 */
function tokenAuthorizer(
  realm: string,
  form: Readonly<Record<string, string>>,
  now: () => number,
): Authorizer {
  let current: Token | undefined;
  let pending: Promise<Token> | undefined;
  const isFresh = () => current !== undefined && now() < current.ends;
  const sign = (send: SendAnonymously): Promise<Token> => {
    const began = now();
    pending ??= askToken(send, realm, form, began)
      .then((token) => (current = token))
      .finally(() => (pending = undefined));
    return pending;
  };
  return {
    headers: async (send) => (isFresh() && current ? current : await sign(send)).headers,
    latest: () => (isFresh() ? current?.headers : undefined),
    renew(rejected) {
      // Only who was refused with the current token ends it; the others share what came after.
      if (current?.headers["authorization"] === rejected["authorization"]) current = undefined;
      return true;
    },
  };
}

async function askToken(
  send: SendAnonymously,
  realm: string,
  form: Readonly<Record<string, string>>,
  began: number,
): Promise<Token> {
  const at = path`realms/${{ realm }}/protocol/openid-connect/token`;
  const text = encodeQuery(form).slice(1);
  const response = await send({ method: "POST", path: at, text, service: "auth" });
  const read = readForm(tokenForm, response);
  if ("problem" in read) {
    const { status } = response;
    throw new UnexpectedResponseError({
      ...{ method: "POST", path: at.label, status, problem: read.problem },
    });
  }
  const { access_token, expires_in } = read.value;
  return {
    headers: { authorization: `Bearer ${access_token}` },
    ends: began + expires_in * 1000 * USED,
  };
}
