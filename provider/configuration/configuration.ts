import type { Adopt, OnRemove, RemovalLimit } from "./choices";

/**
 * `identity:*` of the stack, else `IDENTITY_*` of the environment: docs/configuration.md.
 * @typeParam Own the settings that only this kind of server has, as its backend declares them
 */
export interface Configuration<Own = Readonly<Record<string, unknown>>> {
  readonly url: string;
  readonly own: Own;
  readonly backend: string;
  /** Seconds for one request, -1 for no limit. */
  readonly timeout: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly adopt: Adopt;
  /** How many people one apply may take out of one list. */
  readonly removalLimit?: RemovalLimit | undefined;
  /** How many of the stack's people one run may delete or suspend. */
  readonly userDeleteLimit?: RemovalLimit | undefined;
  readonly onRemove: OnRemove;
  readonly language?: string | undefined;
  /** Path of a PEM file with the authority that signed the server's certificate. */
  readonly caFile?: string | undefined;
  /** Whether the first check of a process logs in. */
  readonly verify: boolean;
  /** Whether reads are made from listings where that costs less; else each is a request. */
  readonly batching: boolean;
  /** What the state calls the tenant; unless configured, the backend names it. */
  readonly tenant?: string | undefined;
  /** The tenant's former name: a state that has it is a state of this tenant. */
  readonly tenantMoved?: string | undefined;
}
