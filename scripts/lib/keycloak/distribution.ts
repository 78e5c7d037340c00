import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pulumiHome, which } from "../engine/home";
import { withLock } from "../engine/lock";
import type { Report } from "../engine/report";
import { run } from "../engine/run";

/** The version that is fetched, and that the tests run on. */
const KEYCLOAK_VERSION = "26.7.3";

/** Keycloak can't be had on this machine; the message is one sentence that says why. */
export class KeycloakUnavailable extends Error {
  override readonly name = "KeycloakUnavailable";
}

/** Off by default; a realm that does not switch it on is as without. */
const FEATURE = "scim-api";
/** What it is built for once: a start needs no other build then. */
const BUILD = ["build", "--db=dev-file", "--cache=local", `--features=${FEATURE}`];
/** One that was built for something else is another. */
const BUILT = `${KEYCLOAK_VERSION}-${FEATURE}`;
/** What is fetched, as Maven names it. */
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:zip`;

const homeOf = (env: NodeJS.ProcessEnv): string =>
  join(dirname(pulumiHome(env).versions), "keycloak");

/** Where Keycloak is, once it has been fetched. */
export const keycloakFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  join(homeOf(env), BUILT);

/**
 * Requires what Keycloak needs on this machine, before anything is made for it.
 * @returns the Maven that fetches it, where it is still to be fetched
 * @throws KeycloakUnavailable without Java or Maven
 */
export function requireTools(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (which("java", env).length === 0) {
    throw new KeycloakUnavailable("Keycloak needs Java 17 or newer, and there is no java on PATH");
  }
  if (existsSync(keycloakFolder(env))) return undefined;
  const [maven] = which("mvn", env);
  if (maven !== undefined) return maven;
  throw new KeycloakUnavailable("Keycloak is fetched by Maven, and there is no mvn on PATH");
}

/**
 * Makes sure that Keycloak is beside the engine, fetched by the Maven that is there and built; once
 * per machine.
 *
 * @returns its folder
 * @throws KeycloakUnavailable without Java or Maven, or where it can't be fetched
 */
export async function ensureKeycloak(
  report: Report,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const folder = keycloakFolder(env);
  const maven = requireTools(env);
  if (maven === undefined) return folder;
  const onWait = (holder: number) =>
    report.line(`waiting for process ${holder}, which is fetching Keycloak already`);
  await withLock(join(homeOf(env), `.${BUILT}-lock`), { onWait, signal }, async () => {
    if (existsSync(folder)) return;
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    const what = `fetching Keycloak ${KEYCLOAK_VERSION} (170 MB) and building it: a minute or two, once per machine`;
    await report.during(what, () => make(maven, making, folder, env, signal));
  });
  return folder;
}

/** Made apart and put in place at once: what was cut short is never taken for a whole one. */
async function make(
  maven: string,
  making: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(making, { recursive: true });
  // Without a project Maven keeps its marks in the folder that it is called in.
  const how = { env, signal, limit: 900_000, cwd: making };
  const unpack = ["-q", "-B", "dependency:unpack", `-Dartifact=${ARTIFACT}`];
  try {
    await run({ ...how, file: maven, args: [...unpack, `-DoutputDirectory=${making}`] });
    const unpacked = join(making, `keycloak-${KEYCLOAK_VERSION}`);
    await run({ ...how, file: "sh", args: [join(unpacked, "bin/kc.sh"), ...BUILD] });
    renameSync(unpacked, folder);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new KeycloakUnavailable(`Keycloak ${KEYCLOAK_VERSION} can't be fetched: ${reason}`);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
