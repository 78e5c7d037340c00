import { getProject, runtime } from "@pulumi/pulumi";
import type { Session } from "../run/session";

/**
 * Settings of another connection than the stack's, by name: `{ url, username, password }`. Numbers
 * and booleans are given as texts. See docs/configuration.md.
 */
export type DataSettings = Readonly<Record<string, string>>;

/**
 * The session of the program's own process: the stack's `identity:*`, else the environment, unless
 * settings are given. The client is loaded on the first call, so that other programs do not load
 * it.
 */
export async function dataSession(settings?: DataSettings): Promise<Session> {
  const { readConfiguration, settingsIn } = await import("../run/settings.js");
  const { sessions } = await import("../sessions.js");
  const given = settings ?? settingsIn(runtime.allConfig(), getProject());
  return sessions.of(readConfiguration(given));
}
