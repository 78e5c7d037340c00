import type { Backend } from "../backends/backend";
import type { Configuration } from "../configuration/configuration";
import { printable } from "../printable";
import { Hierarchy } from "./hierarchy";
import { Made } from "./made";
import { Reads, watched } from "./reads";
import { Registry } from "./registry";
import { Replacements } from "./replacements";
import { StackState, type ReadState } from "./stack/stack-state";
import { Tenant } from "./tenant";
import { Uniqueness } from "./uniqueness";

/**
 * One connection of one process: what all resources of a provider share, each part by itself. Who
 * needs some of it says so by its type, such as `Pick<Session, "backend">`.
 */
export class Session {
  private readonly warned = new Set<string>();
  readonly tenant: Tenant;
  /** What the resources of the program declare. */
  readonly registry = new Registry();
  /** That no two of them are one object. */
  readonly unique = new Uniqueness();
  /** What is in what. */
  readonly hierarchy = new Hierarchy();
  /** What the stack's state holds. */
  readonly stack: StackState;
  /** Which objects take the place of which in this run. */
  readonly replacements = new Replacements();
  /** What this run makes, or is to make. */
  readonly made = new Made();
  /** Fresh answers, and writes. */
  readonly backend: Backend;
  /** Batched answers, to show what is there. */
  readonly reads: Reads;

  constructor(
    readonly configuration: Configuration,
    backend: Backend,
    /** Shown by the engine beside the resources; never a secret. */
    private readonly print: (text: string) => void = (text) => console.warn(`warning: ${text}`),
    readStack: ReadState = () => Promise.resolve([]),
  ) {
    this.stack = new StackState(readStack);
    this.reads = new Reads(backend, configuration.batching);
    this.backend = configuration.batching ? watched(backend, this.reads) : backend;
    this.tenant = new Tenant(configuration, this.backend);
  }

  /** Tells the user something that is no failure: once, however often it is met. */
  readonly warn = (text: string): void => {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    this.print(printable(text));
  };
}
