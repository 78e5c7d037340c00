import { connect } from "../backends";
import type { Backend } from "../backends/backend";
import type { Configuration } from "../configuration/configuration";
import { completed, failuresOf } from "../engine/check";
import type { Failure } from "../engine/kind";
import { kinds } from "../kinds";
import { RequestMetrics } from "../metrics/request-metrics";
import { openTrace, type Trace } from "../metrics/trace";
import { Session } from "../run/session";
import { misspeltVariables } from "../run/settings";
import type { KindName, Values } from "./kinds";

/** Called for every attempt. */
export type OnRequest = Trace;

/** One server with one account, read only. */
export class Inspector {
  private readonly session: Session;

  constructor(
    readonly configuration: Configuration,
    readonly backend: Backend,
  ) {
    this.session = new Session(configuration, backend, () => undefined);
  }

  /** The name of the tenant, as states have it. */
  tenant(): Promise<string> {
    return this.session.tenant.name();
  }

  /** @throws TenantError where a state names another tenant: everything would look deleted */
  requireTenant(state: unknown): Promise<void> {
    return this.session.tenant.require(state);
  }

  /**
   * Reads an object as a refresh does.
   * @param declared what the program declares of it, in the shape of the state's outputs
   * @throws NotFoundError when it is gone: on a confirmed absence only
   */
  read(kind: KindName, id: string, declared: Values): Promise<Values> {
    return kinds[kind].read(this.session, id, declared);
  }

  /** What a preview would refuse in the inputs of a new resource: lists as a program gives them. */
  refused(kind: KindName, inputs: Values): readonly Failure[] {
    const given = { logicalName: "", ...inputs };
    return failuresOf(
      kinds[kind],
      this.session,
      completed(kinds[kind], this.session, given, {}),
      {},
    );
  }

  /** The same connection with preloaded listings. */
  withListings(list: Backend["list"]): Inspector {
    return new Inspector(this.configuration, { ...this.backend, list });
  }
}

/**
 * Connects, without a request yet.
 * @param onRequest called for every attempt, beside the trace of `IDENTITY_TRACE`
 * @param ready awaited before each attempt; rejects when no more may be made. @default at once
 */
export function openInspector(
  configuration: Configuration,
  onRequest: OnRequest = () => undefined,
  ready?: () => Promise<void>,
): Inspector {
  const warn = (text: string) => console.warn(`warning: ${text}`);
  misspeltVariables().forEach(warn);
  const trace = openTrace(process.env.IDENTITY_TRACE, warn);
  const onEvent: OnRequest = (event) => {
    trace(event);
    onRequest(event);
  };
  const metrics = new RequestMetrics(onEvent, undefined, ready);
  return new Inspector(configuration, connect(configuration, metrics));
}
