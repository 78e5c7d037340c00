import { Config } from "@pulumi/pulumi";
import type { Session } from "../run/session";

/**
 * Settings of another connection than the stack's, by name: `{ url, username, password }`. Numbers
 * and booleans are given as texts. See docs/configuration.md.
 */
export type DataSettings = Readonly<Record<string, string>>;

/**
 * The session of the program's own process: the stack's `identity:*`, else the environment, unless
 * settings are given. Everything is loaded on the first call, so that a program that asks for nothing
 * does not load a client.
 */
export async function dataSession(settings?: DataSettings): Promise<Session> {
  const { readConfiguration } = await import("../run/settings.js");
  const { sessions } = await import("../sessions.js");
  const stack = new Config("identity");
  const given = (name: string) => (settings ? settings[name] : stack.get(name));
  return sessions.of(readConfiguration((key) => given(key.replace("identity:", ""))));
}
