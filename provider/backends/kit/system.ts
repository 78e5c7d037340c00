import type { Configuration } from "../../configuration/configuration";
import type { Settings, ValuesOf } from "../../configuration/setting";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { Backend } from "../backend";

/** An identity system: the settings that only it has, and how to connect to it. */
export interface System<Own extends Settings = Settings> {
  readonly settings: Own;
  readonly probe: Probe;
  /** Whether people are an org's own: it must be there before them, and ends with them. @default false */
  readonly orgHasPeople?: boolean;
  /** @param metrics counts each request, and waits */
  connect(configuration: Configuration<ValuesOf<Own>>, metrics: RequestMetrics): Backend;
}

/** What a server of this kind answers to anybody, and no other does. */
export interface Probe {
  /** Below the URL. */
  readonly path: string;
  /** @param body parsed JSON */
  readonly fits: (status: number, body: object) => boolean;
}
