import type { AppState } from "../domain";
import type { ListedApp } from "../snapshot";

/** An app whose listing shows all of it; without its secret, which nobody who lists apps needs. */
export function listedApp({ clientSecret: _, ...state }: AppState): ListedApp {
  const { id, name, allowAnyUser } = state;
  return { id, name, ...(allowAnyUser !== undefined && { allowAnyUser }), state };
}
