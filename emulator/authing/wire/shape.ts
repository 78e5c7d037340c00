/** An object of an answer. */
export type Shape = Record<string, unknown>;
