import type { EmbeddedPool } from "../../sdk/authing/embedded-pool";

/** A client of the vendor's in whatever language, called by the names of its Node.js one. */
export interface VendorClient {
  /** Calls a method; the arguments by name, in order. */
  call(method: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** The vendor's package in one language. */
export interface Vendor {
  /** A client of somebody who uses the application. */
  authentication(
    pool: EmbeddedPool,
    options?: Readonly<Record<string, string>>,
  ): Promise<VendorClient>;
  /** The administrator's. */
  management(pool: EmbeddedPool): Promise<VendorClient>;
  close(): Promise<void>;
}

/** What lies in an answer under some names. */
export function at(answer: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    answer,
  );
}
