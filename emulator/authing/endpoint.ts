import { type z } from "zod";
import { type Database } from "../storage/database";
import { type Codes } from "../model/codes";
import { type SignInAttempts } from "../model/sign-in-attempts";
import { type SigningKey } from "./authentication/signing-key";
import { type PoolKeys } from "./keys";

/** One request, as endpoints see it. */
export interface Context {
  db: Database;
  /** The pool and what its clients know. */
  keys: PoolKeys;
  /** The server's own address, `http://127.0.0.1:PORT`. */
  origin: string;
  headers: Record<string, string | undefined>;
  /** Signs the tokens of people. */
  signingKey: SigningKey;
  /** Shows a line to whoever runs the server. */
  log: (line: string) => void;
  /** The codes that were sent and not yet used. */
  codes: Codes;
  /** Slows down who guesses passwords. */
  attempts: SignInAttempts;
}

/** One path of the API. */
export interface Endpoint<S extends z.ZodType = z.ZodType, P = unknown> {
  method: "GET" | "POST" | "DELETE";
  /** Below `/api/v3/`. */
  path: string;
  input: S;
  /** Needs no credentials of the user pool. */
  open?: boolean;
  /** Work outside the transaction: hashing takes its time. */
  prepare?: (context: Context, input: z.output<S>) => Promise<P>;
  /** Runs inside the request's transaction, synchronously; answers `data`. */
  run: (context: Context, input: z.output<S>, prepared: P) => unknown;
}

/** Joins parameters, preparation and what is run with their types checked against each other. */
export function endpoint<S extends z.ZodType, P>(definition: Endpoint<S, P>): Endpoint {
  return definition as unknown as Endpoint;
}

/** A reading endpoint. */
export const get = <S extends z.ZodType>(
  path: string,
  input: S,
  run: (context: Context, input: z.output<S>) => unknown,
): Endpoint => endpoint({ method: "GET", path, input, run });

/** A writing endpoint, or one whose parameters don't fit into a query. */
export const post = <S extends z.ZodType>(
  path: string,
  input: S,
  run: (context: Context, input: z.output<S>) => unknown,
): Endpoint => endpoint({ method: "POST", path, input, run });

/** What endpoints answer that have nothing to tell. */
export const success = () => ({ success: true });
