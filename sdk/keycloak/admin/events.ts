import type { PagedList } from "../../transport/pagination";
import type { RequestOptions } from "../../transport/request";
import type { RealmCalls } from "../call";
import { path } from "../path";
import type { AdminEvent } from "../types";
import { adminEvent, listOf } from "../wire";

const events = listOf(adminEvent);

/** What administrators did, where the realm keeps it (`adminEventsEnabled`). */
export class EventsClient {
  constructor(private readonly calls: RealmCalls) {}

  /** Newest first. `GET …/admin-events` */
  list(options?: RequestOptions): PagedList<AdminEvent> {
    return this.calls.list(path`admin-events`, events, {}, options);
  }
}
