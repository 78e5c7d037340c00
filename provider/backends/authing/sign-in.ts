import { isApiError } from "../../../sdk";
import { AuthenticationClient, type Application } from "../../../sdk/authing";
import type { Connection } from "./connection";

/** Once: who is refused too often is locked out. */
const ONCE = { retry: { attempts: 1 } } as const;

/**
 * Whether this is somebody's password. People sign in to applications, so that it is tried at one of
 * the pool's; a pool without any, or an application that refuses for whatever reason, shows nothing.
 */
export async function signsIn(
  connection: Connection,
  username: string,
  password: string,
): Promise<boolean> {
  const app = await anyApp(connection);
  if (app === undefined) return false;
  const { client, url, options } = connection;
  const { appId } = app;
  const appSecret = await client.applications.secret(appId);
  const own = new AuthenticationClient({ ...options, appId, appSecret, appHost: url });
  try {
    await own.signIn.byUsername(username, password, undefined, ONCE);
    return true;
  } catch (error) {
    if (isApiError(error)) return false;
    throw error;
  }
}

async function anyApp({ client }: Connection): Promise<Application | undefined> {
  for await (const app of client.applications.list()) return app;
  return undefined;
}
