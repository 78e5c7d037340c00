import type { ApiRequest } from "../api-request";
import type { Slot } from "./queue";

/** Says when an attempt may leave, and sees how it went. */
export interface Limiter {
  /** Runs an attempt when its slot is free; rejects as it does, or with the signal's reason. */
  pass<T>(request: ApiRequest, slot: Slot, attempt: () => Promise<T>): Promise<T>;
}

/** Lets everything pass at once. */
export const openLimiter: Limiter = { pass: (_request, _slot, attempt) => attempt() };
