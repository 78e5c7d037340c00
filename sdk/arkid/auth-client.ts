import type { Authorizer } from "../transport/authorizer";
import { tokenAuthorizer } from "../transport/authorizer";
import { UsageError } from "../transport/errors";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { login, type Credentials } from "./login";
import { passwordAuthorizer } from "./password-authorizer";
import type { Session } from "./session";
import type { Reader } from "../transport/reader";
import { answer } from "./wire/answer";
import { session } from "./wire/session";

/** What `authToken` may ask beside whether the token is good. */
export interface TokenQuestion {
  /** An app uid: may the user use it? Unknown ones are refused as invalid. */
  appUid?: string | undefined;
  /** A perm uid: does the user have it? Beware: an unknown one counts as yes. */
  permUid?: string | undefined;
}

/** Login and tokens. A user has one token, shared by all their sessions everywhere. */
export class AuthClient {
  private token: string | undefined;

  constructor(private readonly request: Request) {}

  /**
   * Logs in and keeps the token for {@link AuthClient.getToken}. The client's own requests go on
   * with the client's authorizer.
   * `POST ucenter/login/`
   * @throws InvalidError for a wrong username or password (the server says 400, not 401)
   */
  async startAuth(username: string, password: string, options?: RequestOptions): Promise<Session> {
    const { token, ...session } = await login(this.request, { username, password }, options);
    this.token = token;
    return session;
  }

  /**
   * The token of the last {@link AuthClient.startAuth}; nothing is sent.
   * @throws UsageError before that
   */
  getToken(): string {
    if (this.token === undefined) throw new UsageError("call startAuth first", "token");
    return this.token;
  }

  /** Logs in and returns the token. `POST ucenter/login/` */
  async authToGetToken(
    username: string,
    password: string,
    options?: RequestOptions,
  ): Promise<string> {
    await this.startAuth(username, password, options);
    return this.getToken();
  }

  /**
   * Ends the token, for every session of its user, wherever. `POST revoke/token/`
   * @param authorizer whose token. @default the client's
   */
  async revokeToken(authorizer?: Authorizer, options?: RequestOptions): Promise<void> {
    const request = { method: "POST", path: path`revoke/token/`, answer: emptiness } as const;
    await this.request(request, { ...options, ...(authorizer && { authorizer }) });
    this.token = undefined;
  }

  /**
   * Who the token belongs to, and whether they have a perm or may use an app. `GET auth/token/`
   * @param authorizer whose token. @default the client's
   * @throws UnauthorizedError for a bad token
   * @throws ForbiddenError where the user lacks the perm or the app
   */
  async authToken(
    authorizer?: Authorizer,
    question: TokenQuestion = {},
    options?: RequestOptions,
  ): Promise<Session> {
    const query = { app_uid: question.appUid, perm_uid: question.permUid };
    const request = {
      method: "GET",
      path: path`auth/token/`,
      query,
      answer: answer(session),
    } as const;
    const given = { ...options, ...(authorizer && { authorizer }) };
    return await this.request(request, given);
  }

  /**
   * Logs in and returns an authorizer that has the token and renews it. `POST ucenter/login/`
   */
  async getAuthorizer(
    username: string,
    password: string,
    options?: RequestOptions,
  ): Promise<Authorizer> {
    const token = await this.authToGetToken(username, password, options);
    const credentials: Credentials = { username, password };
    return passwordAuthorizer(credentials, await tokenAuthorizer(token).headers(neverSent));
  }
}

const neverSent = () => Promise.reject(new UsageError("a token needs no login"));

/** The one answer without a body that is no 204. */
const emptiness: Reader<undefined> = ({ text }) =>
  text === "" ? { value: undefined } : { problem: "the body should be empty" };
