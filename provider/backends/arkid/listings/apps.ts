import type { AppState } from "../../domain";
import type { Listing } from "../../listing";
import { toState } from "../apps";
import type { Connection } from "../connection";
import { paged } from "../../kit/paged";

/** Apps of every org (ARKID.md 34): a single read does not mind whose an app is either. */
export function listApps(
  { client }: Connection,
  org: string,
  budget: number,
): Promise<Listing<AppState>> {
  return paged(client.app.list(org), budget, (app) => [app.uid, toState(app)]);
}
