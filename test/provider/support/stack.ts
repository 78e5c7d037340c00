import assert from "node:assert/strict";
import { connect } from "../../../provider/backends";
import type { Configuration } from "../../../provider/configuration/configuration";
import type { Kind, Values } from "../../../provider/engine/kind";
import { removeResource } from "../../../provider/sessions";
import { UNKNOWN } from "../../../provider/engine/unknown";
import { Session } from "../../../provider/run/session";
import type { StackResource, ReadState } from "../../../provider/run/stack/stack-state";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { configured, PROVIDER_TEXT, type Delegate } from "./engine";
import { sameInputs } from "./same-inputs";

/** Where all resources are declared. */
export const ORIGIN = { organization: "organization", project: "acme", stack: "prod", parents: "" };

const holder = (
  { name, handler, id, inputs, outputs }: Held,
  isPending: boolean,
): StackResource => ({
  ...{ kind: handler.name, name, id, inputs, outputs, isPending, isKept: false },
  provider: "default",
});

/** A resource of a program. Its inputs may name the ids of those before it. */
export interface Resource {
  readonly name: string;
  readonly handler: Kind;
  inputs(idOf: (name: string) => string): Values;
}

/** A resource in the state. */
interface Held {
  readonly name: string;
  readonly handler: Kind;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Whether its last step failed half-way. */
  readonly isHalfDone?: boolean;
}

/** What one run does to a resource; `same` is nothing. */
type Op = "create" | "update" | "replace" | "delete" | "same";

/**
 * A stack as the engine runs it: the same calls of the same delegates in the same order, in a
 * provider process of its own each run, but without the engine's own time.
 */
export class Stack {
  private readonly held = new Map<string, Held>();
  /** What all runs have told the user. */
  readonly warnings: string[] = [];
  /** All that was sent, as "GET org/{oid}/". */
  readonly requests: string[] = [];
  /** Replaced, and not deleted yet. */
  private readonly pending: Held[] = [];

  /** @param settings such as a token, which spares each run its login */
  constructor(
    private readonly url: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  /** What an `up` would do, as "update team"; stops at the first refusal, as a preview does. */
  async preview(program: readonly Resource[]): Promise<string[]> {
    const run = this.run();
    const ids = new Map([...this.held].map(([name, { id }]) => [name, id]));
    const ops: string[] = [];
    for (const resource of program) {
      const { op } = await this.plan(run, resource, (name) => ids.get(name) ?? UNKNOWN);
      if (op === "create" || op === "replace") ids.set(resource.name, UNKNOWN);
      if (op !== "same") ops.push(`${op} ${resource.name}`);
    }
    return [...ops, ...this.goneFrom(program).map((name) => `delete ${name}`)];
  }

  /** Brings the server to what the program says. */
  async up(program: readonly Resource[]): Promise<void> {
    const run = this.run();
    for (const resource of program) {
      const planned = await this.plan(run, resource, (name) => this.of(name).id);
      await this.apply(run(resource.handler), resource, planned);
    }
    for (let old = this.pending.at(-1); old; old = this.pending.at(-1)) {
      await run(old.handler).delete(old.id, old.outputs);
      this.pending.pop();
    }
    for (const name of this.goneFrom(program)) {
      const { handler, id, outputs } = this.of(name);
      await run(handler).delete(id, outputs);
      this.held.delete(name);
    }
  }

  /** Deletes these in a run that checks nothing: all in a destroy, some with `--target`. */
  async destroy(...names: readonly string[]): Promise<void> {
    const run = this.run(names.length === this.held.size);
    for (const name of names) {
      const { handler, id, outputs } = this.of(name);
      await run(handler).delete(id, outputs);
      this.held.delete(name);
    }
  }

  /** Reads all that the state holds, or one resource; what is gone leaves it. */
  async refresh(only?: string): Promise<void> {
    const run = this.run();
    for (const [name, { handler, id, outputs }] of this.held) {
      if (only !== undefined && name !== only) continue;
      const { props, inputs } = await run(handler).read(id, outputs);
      if (props === undefined) this.held.delete(name);
      else this.keep(name, handler, id, inputs, props);
    }
  }

  /** The same stack before a run whose end the engine never heard of. */
  copy(): Stack {
    const copy = new Stack(this.url, this.settings);
    for (const [name, held] of this.held) copy.held.set(name, held);
    copy.pending.push(...this.pending);
    return copy;
  }

  /** Gives a resource another name, as an alias does; the state of before has the former one. */
  async alias(from: string, to: string): Promise<void> {
    const before = await this.readState(ORIGIN);
    const held = this.of(from);
    this.held.delete(from);
    this.held.set(to, { ...held, name: to });
    this.readState = () => Promise.resolve(before);
  }

  /** The names of all that the state holds. */
  get names(): string[] {
    return [...this.held.keys()];
  }

  idOf(name: string): string {
    return this.of(name).id;
  }

  outputsOf(name: string): Values {
    return this.of(name).outputs;
  }

  /** What an export of the state tells, unless a test says otherwise. */
  readState: ReadState = () =>
    Promise.resolve([
      ...[...this.held.values()].map((held) => holder(held, false)),
      ...this.pending.map((held) => holder(held, true)),
    ]);

  private of(name: string): Held {
    const held = this.held.get(name);
    assert.ok(held, `the state has no ${name}`);
    return held;
  }

  /** The delegates of one process, which share a session of their own; it waits for nothing. */
  private run(isWhole = true): (handler: Kind) => Delegate {
    const settings = { ...this.settings, tenant: this.url };
    let session: Session | undefined;
    const findRemover = () =>
      Promise.resolve(isWhole && session ? removeResource.bind(undefined, session) : undefined);
    const sessionOf = (configuration: Configuration) =>
      (session ??= new Session(
        configuration,
        connect(
          configuration,
          new RequestMetrics(
            ({ method, path }) => void this.requests.push(`${method} ${path}`),
            () => Promise.resolve(),
          ),
        ),
        (text) => void this.warnings.push(text),
        (origin) => this.readState(origin),
        findRemover,
      ));
    const delegates = new Map<Kind, Delegate>();
    return (handler) => {
      const delegate = delegates.get(handler) ?? configured(handler, this.url, settings, sessionOf);
      delegates.set(handler, delegate);
      return delegate;
    };
  }

  /** What is held and not declared, the last made first. */
  private goneFrom(program: readonly Resource[]): string[] {
    const declared = new Set(program.map(({ name }) => name));
    return this.names.filter((name) => !declared.has(name)).reverse();
  }

  private async plan(
    run: (handler: Kind) => Delegate,
    resource: Resource,
    idOf: (name: string) => string,
  ): Promise<{ op: Op; inputs: Values; deleteFirst?: boolean }> {
    const provider = run(resource.handler);
    const old = this.held.get(resource.name);
    const named = { ...PROVIDER_TEXT, logicalName: resource.name, origin: ORIGIN };
    const given = { ...named, ...resource.inputs(idOf) };
    const { inputs: news, failures } = await provider.check(old?.inputs ?? {}, given);
    for (const { property, reason } of failures) throw new Error(`${property}: ${reason}`);
    if (old === undefined) return { op: "create", inputs: news };
    const answer = await provider.diff(old.id, old.outputs, news);
    if ((answer.replaces ?? []).length > 0) {
      // The engine computes defaults anew, as if nothing were there.
      const { inputs } = await provider.check({}, given);
      return { op: "replace", inputs, deleteFirst: answer.deleteBeforeReplace === true };
    }
    const isSame = answer.changes === false || (!answer.changes && sameInputs(old.inputs, news));
    return { op: isSame && old.isHalfDone !== true ? "same" : "update", inputs: news };
  }

  private async apply(
    provider: Delegate,
    { name, handler }: Resource,
    { op, inputs, deleteFirst }: { op: Op; inputs: Values; deleteFirst?: boolean },
  ): Promise<void> {
    const old = this.held.get(name);
    const sent = { ...inputs, ...PROVIDER_TEXT };
    if (op === "same" && old) this.keep(name, handler, old.id, inputs, old.outputs);
    if (op === "update" && old) {
      const { outs } = await provider.update(old.id, old.outputs, sent);
      this.keep(name, handler, old.id, inputs, outs);
    }
    if (op !== "create" && op !== "replace") return;
    if (old && deleteFirst === true) await provider.delete(old.id, old.outputs);
    try {
      await this.create(provider, { name, handler }, sent, inputs);
    } finally {
      if (old && deleteFirst === false && this.held.get(name) !== old) this.pending.push(old);
    }
  }

  private async create(
    provider: Delegate,
    { name, handler }: Pick<Resource, "name" | "handler">,
    sent: Values,
    inputs: Values,
  ): Promise<void> {
    try {
      const { id, outs } = await provider.create(sent);
      this.keep(name, handler, id, inputs, outs);
    } catch (error) {
      const { id, properties } = error as { id?: string; properties?: Values };
      if (id !== undefined && properties) this.keep(name, handler, id, inputs, properties, true);
      throw error;
    }
  }

  private keep(
    name: string,
    handler: Kind,
    id: string,
    inputs: Values,
    outputs: Values,
    isHalfDone = false,
  ): void {
    this.held.set(name, {
      ...{ name, handler },
      id,
      inputs,
      outputs: { ...outputs, ...PROVIDER_TEXT },
      isHalfDone,
    });
  }
}
