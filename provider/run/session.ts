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
 * One connection of one process: what all resources of a provider share. Functions that need a part
 * of it take that, such as `Pick<Session, "backend">`.
 */
export class Session {
  private readonly warned = new Set<string>();
  readonly tenant: Tenant;
  /** What the resources of the program declare. */
  readonly registry = new Registry();
  /** Ensures that no two of them are one object. */
  readonly unique = new Uniqueness();
  /** What is in what. */
  readonly hierarchy = new Hierarchy();
  /** The stack's state. */
  readonly stack: StackState;
  /** Which objects replace which in this run. */
  readonly replacements = new Replacements();
  /** What this run creates, or would create. */
  readonly made = new Made();
  /** Fresh reads, and writes. */
  readonly backend: Backend;
  /** Batched reads, to show what is there. */
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

  /** Warns the user, once for each text. */
  readonly warn = (text: string): void => {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    this.print(printable(text));
  };
}
