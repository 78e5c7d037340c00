import type { ApiRequest } from "../request";
import type { Turn } from "./lane";

/** Says when an attempt may leave, and sees how it went. */
export interface Gate {
  /** Runs an attempt when its turn comes; rejects as it does, or with the signal's reason. */
  pass<T>(request: ApiRequest, turn: Turn, attempt: () => Promise<T>): Promise<T>;
}

/** Lets everything pass at once. */
export const openGate: Gate = { pass: (_request, _turn, attempt) => attempt() };
