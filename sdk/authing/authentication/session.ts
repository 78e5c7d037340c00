/** Who a client acts as, in the options that the vendor's client keeps: a token set later is seen. */
export class Session {
  /** Renews the access token, where a sign-in brought one. */
  refreshToken: string | undefined;

  constructor(private readonly options: { accessToken?: string }) {}

  /** The user's; undefined for nobody. */
  get accessToken(): string | undefined {
    return this.options.accessToken;
  }

  /** Goes on with these tokens; an answer without an access token changes nothing. */
  begin(tokens: object): void {
    const { access_token, refresh_token } = tokens as Record<string, unknown>;
    if (typeof access_token !== "string" || access_token === "") return;
    this.options.accessToken = access_token;
    this.refreshToken = typeof refresh_token === "string" ? refresh_token : undefined;
  }

  /** Forgets the user. */
  end(): void {
    delete this.options.accessToken;
    this.refreshToken = undefined;
  }
}
