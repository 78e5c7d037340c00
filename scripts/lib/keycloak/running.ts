/** A Keycloak that runs already, and who administers it. */
export interface RunningKeycloak {
  readonly url: string;
  /** Of the realm `master`. */
  readonly username: string;
  readonly password: string;
}

/** The server of `IDENTITY_KEYCLOAK_URL`, which is used in place of one that is fetched and started. */
export function runningKeycloak(env: NodeJS.ProcessEnv = process.env): RunningKeycloak | undefined {
  const { IDENTITY_KEYCLOAK_URL: url } = env;
  const { IDENTITY_KEYCLOAK_USERNAME: username, IDENTITY_KEYCLOAK_PASSWORD: password } = env;
  if (url === undefined || url === "") return undefined;
  return { url, username: username || "admin", password: password || "admin" };
}
