import type { ApiPath } from "./path";
import type { Query } from "./query";

/** The methods that the API knows. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request, as the transport takes it. */
export interface ApiRequest {
  readonly method: Method;
  /** Made by the path tag. */
  readonly path: ApiPath;
  readonly query?: Query | undefined;
  /** Sent as JSON; none where undefined. */
  readonly body?: unknown;
  /** Sent as it is instead of a body, as a form unless the headers say otherwise. */
  readonly text?: string | undefined;
  /** The service that asks, for the error's class. */
  readonly service?: string | undefined;
}
