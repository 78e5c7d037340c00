import { inCallback } from "./errors/callback-error";
import type { RequestOptions } from "./request";
import type { ApiResponse } from "./response";

/** Sees the answer of an attempt; undefined when the next one begins. */
export type OnAnswer = (response: ApiResponse | undefined) => void;

/** Makes a call, and shows the raw answer that it ended with to who asked for it. */
export async function showingAnswer<T>(
  { onResponse }: Pick<RequestOptions, "onResponse">,
  run: (onAnswer: OnAnswer) => Promise<T>,
): Promise<T> {
  let last: ApiResponse | undefined;
  const show = () => {
    const response = last;
    if (response !== undefined) inCallback("onResponse", () => onResponse?.(response));
  };
  const result = await run((response) => (last = response)).catch((error: unknown) => {
    show();
    throw error;
  });
  show();
  return result;
}
