import assert from "node:assert/strict";
import type { Calls } from "../../../../provider/adapters/calls";
import { bulkCalls } from "../../../../provider/adapters/bulk/calls";
import { PartialStepError } from "../../../../provider/backends/errors";
import { pack } from "../../../../provider/pack";
import { connect } from "../../../../provider/backends";
import type { Values } from "../../../../provider/engine/kind";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { Session } from "../../../../provider/run/session";
import { resourceName } from "../../../../provider/run/origin";
import { unpacked, valuesOf } from "../../../../provider/run/stack/held";
import type { StackResource } from "../../../../provider/run/stack/stack-state";
import type { Configuration } from "../../../../provider/configuration/configuration";
import { pathText } from "../../../../provider/engine/changed";

export const ORIGIN = {
  ...{ organization: "organization", project: "bulk", stack: "test" },
  parents: "identity:index:OrgTree",
};

/** A stack with one bulk resource, and each run a process of its own, as the engine has it. */
export class BulkStack {
  id = "";
  state: Values = {};
  inputs: Values = {};
  /** Resources of their own that the state has besides. */
  others: StackResource[] = [];
  /** The name of the tree, which an alias changes. */
  name = "acme";
  /** What the constructor tells of other resources of the program. */
  beside: readonly object[] = [];
  private isHalfDone = false;
  /** Requests that write, of all runs. */
  writes: string[] = [];
  /** All requests of all runs. */
  requests = 0;
  /** What all runs have told the user. */
  readonly warnings: string[] = [];
  /** The clock of each run. */
  at = new Date();

  constructor(
    private readonly configuration: Configuration,
    private readonly org: string,
  ) {}

  /** What a preview shows: paths of what changes. */
  async plan(tree: object, policy: Values = {}): Promise<string[]> {
    const calls = this.calls();
    const inputs = await this.checked(calls, tree, policy);
    if (this.id === "") return ["create"];
    const { changes, entries } = await calls.diff(this.id, this.state, inputs);
    if (changes === false) return [];
    return entries.map(({ path, old, new: value }) => {
      const sign = old === undefined ? "+" : value === undefined ? "-" : "~";
      return `${sign} ${pathText(path)}`;
    });
  }

  /** An `up`; returns the reasons why it failed in part. */
  async up(tree: object, policy: Values = {}): Promise<readonly string[]> {
    const calls = this.calls();
    const inputs = await this.checked(calls, tree, policy);
    // The engine fails an apply whose check answers with one.
    assert.ok(!JSON.stringify(inputs).includes(UNKNOWN));
    try {
      if (this.id === "") {
        const { id, outputs } = await calls.create(inputs);
        this.id = id;
        this.state = outputs;
      } else {
        const { changes } = await calls.diff(this.id, this.state, inputs);
        if (changes !== false || this.isHalfDone) {
          this.state = await calls.update(this.id, this.state, inputs);
        }
      }
      this.inputs = inputs;
      this.isHalfDone = false;
      return [];
    } catch (error) {
      if (!(error instanceof PartialStepError)) throw error;
      this.id = error.id;
      this.state = error.outputs;
      if (this.inputs.tree === undefined) this.inputs = inputs;
      this.isHalfDone = true;
      return error.reasons;
    }
  }

  /** An `up` whose process ends after so many requests: of what it did the state has nothing. */
  async killed(requests: number, tree: object, policy: Values = {}): Promise<void> {
    const before = { id: this.id, state: this.state, inputs: this.inputs };
    this.requestsLeft = requests;
    const done = this.up(tree, policy).catch(() => undefined);
    await done;
    this.requestsLeft = Infinity;
    Object.assign(this, before);
  }
  private requestsLeft = Infinity;

  /** The same stack before a run whose end the engine never heard of. */
  copy(): BulkStack {
    const { id, state, inputs, others, isHalfDone } = this;
    const copy = new BulkStack(this.configuration, this.org);
    return Object.assign(copy, { id, state, inputs, others, isHalfDone });
  }

  async refresh(): Promise<void> {
    const live = await this.calls().read(this.id, this.state);
    assert.ok(live);
    this.state = live.outputs;
    this.inputs = live.inputs;
  }

  async destroy(): Promise<void> {
    await this.calls().delete(this.id, this.state);
    [this.id, this.state, this.inputs] = ["", {}, {}];
  }

  /** What the state holds, by name. */
  get held() {
    return new Map(unpacked(this.state.held).map((one) => [`${one.kind} ${one.name}`, one]));
  }

  private calls() {
    const metrics = new RequestMetrics(
      ({ method, path }) => {
        this.requests++;
        if (method !== "GET" && !path.includes("login")) this.writes.push(`${method} ${path}`);
      },
      () => Promise.resolve(),
      () => this.ready(),
    );
    const session = new Session(
      this.configuration,
      connect(this.configuration, metrics),
      (text) => void this.warnings.push(text),
      () => Promise.resolve(this.resources()),
      undefined,
      undefined,
      this.at,
    );
    return bulkCalls(() => session, "text");
  }

  private ready(): Promise<void> {
    return this.requestsLeft-- > 0
      ? Promise.resolve()
      : Promise.reject(new Error("the process is gone"));
  }

  /** Why a preview refuses. */
  async refusals(tree: object, policy: Values = {}): Promise<string[]> {
    const { failures } = await this.check(this.calls(), tree, policy);
    return failures.map(({ reason }) => reason);
  }

  private async checked(calls: Calls, tree: object, policy: Values): Promise<Values> {
    const { inputs, failures } = await this.check(calls, tree, policy);
    assert.deepEqual(failures, []);
    return inputs;
  }

  private check(calls: Calls, tree: object, policy: Values) {
    const named = { logicalName: this.name, origin: ORIGIN, org: this.org };
    const news = { ...policy, ...named, beside: this.beside, tree: pack(tree) };
    return calls.check(this.inputs, news);
  }

  /** What the state has, as the provider's guards read it. */
  resources(): StackResource[] {
    const common = { provider: "p", isPending: false, isKept: false };
    const held = unpacked(this.state.held).map((one) => {
      const values = valuesOf(one, this.state);
      const name = resourceName(values.inputs);
      return { ...common, ...values, kind: one.kind, id: one.id, name, heldBy: "acme" };
    });
    return [...this.others, ...held];
  }
}
