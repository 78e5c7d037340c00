import { type z } from "zod";
import { type Codes } from "../model/codes";
import { type SignInAttempts } from "../model/sign-in-attempts";
import { type Batch } from "../storage/batch";
import { type Database } from "../storage/database";
import { type SigningKey } from "./authentication/signing-key";
import { type PoolKeys } from "./keys";
import { type PasswordKey } from "./password-key";

/** What every request is answered from. */
export interface Parts {
  db: Database;
  /** The pool and what its clients know. */
  keys: PoolKeys;
  /** Signs the tokens of people. */
  signingKey: SigningKey;
  /** Opens the passwords that come encrypted. */
  passwordKey: PasswordKey;
  /** Shows a line to whoever runs the server. */
  log: (line: string) => void;
  /** The codes that were sent and not yet used. */
  codes: Codes;
  /** Slows down who guesses passwords. */
  attempts: SignInAttempts;
}

/** One request, as endpoints see it. */
export interface Context extends Parts {
  /** The server's own address, `http://127.0.0.1:PORT`. */
  origin: string;
  /** Where the request comes from. */
  ip: string;
  /** For what must be written before `run`. */
  batch: Batch;
  headers: Record<string, string | undefined>;
}

/** One path of the API. */
export interface Endpoint<S extends z.ZodType = z.ZodType, P = unknown> {
  /** @default "POST" */
  method?: "GET" | "POST" | "DELETE";
  /** Below `/api/v3/`. */
  path: string;
  input: S;
  /** Needs no credentials of the user pool. */
  open?: boolean;
  /** What it answers lies beside the status, not in `data`. */
  bare?: boolean;
  /** Work outside the transaction: hashing takes its time. */
  prepare?: (context: Context, input: z.output<S>) => Promise<P>;
  /** Runs inside the request's transaction, synchronously; answers `data`, by default a success. */
  run: (context: Context, input: z.output<S>, prepared: P) => unknown;
}

/** Joins parameters, preparation and what is run with their types checked against each other. */
export function endpoint<S extends z.ZodType, P>(definition: Endpoint<S, P>): Endpoint {
  return definition as unknown as Endpoint;
}

type Run<S extends z.ZodType> = (context: Context, input: z.output<S>) => unknown;

/** A reading endpoint. */
export const get = <S extends z.ZodType>(path: string, input: S, run: Run<S>): Endpoint =>
  endpoint({ method: "GET", path, input, run });

/** A writing endpoint, or one whose parameters don't fit into a query. */
export const post = <S extends z.ZodType>(path: string, input: S, run: Run<S>): Endpoint =>
  endpoint({ path, input, run });

/** An endpoint for people and apps, not for the pool's management. */
export const open = (each: Endpoint): Endpoint => ({ ...each, open: true });
