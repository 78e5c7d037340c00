import * as pulumi from "@pulumi/pulumi";
import { backendsWithPeople } from "./connection-args";
import { valueOf } from "./references";

/** The kinds of server of the program's connections. */
const backends = new WeakMap<object, pulumi.Input<string>>();

/** Remembers which kind of server an explicit connection leads to. */
export function rememberBackend(connection: object, backend: pulumi.Input<string>): void {
  backends.set(connection, backend);
}

/**
 * Whether people are an org's own on the server of a connection: it must be there before them.
 * @param connection `undefined` for the stack's own
 */
export async function orgHasPeople(connection: object | undefined): Promise<boolean> {
  const backend = connection === undefined ? ofStack() : backends.get(connection);
  const known = typeof backend === "object" ? await valueOf(backend) : backend;
  return typeof known === "string" && backendsWithPeople.has(known);
}

const ofStack = (): string | undefined =>
  pulumi.runtime.allConfig()["identity:backend"] ?? process.env["IDENTITY_BACKEND"];
