import type { Backend } from "../backends/backend";
import type { Configuration } from "../configuration/configuration";
import { printable } from "../printable";
import { Compared } from "./compared";
import { Hierarchy } from "./hierarchy";
import { Leavers } from "./leavers";
import { Lookups } from "./lookups";
import { Made } from "./made";
import { OrgsToCome } from "./orgs-to-come";
import { PlanFile } from "./plan-file";
import { Reads, watched } from "./reads";
import { Registry } from "./registry";
import { Replacements } from "./replacements";
import { Removals, type FindRemover } from "./removals";
import { StackState, type ReadState } from "./stack/stack-state";
import type { Takeover } from "./takeover";
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
  /** People's names and addresses that the program has written, by their lower-case forms. */
  readonly spellings = new Map<string, string>();
  /** What is in what. */
  readonly hierarchy = new Hierarchy();
  /** The stack's state. */
  readonly stack: StackState;
  /** The deletes of this run. */
  readonly removals: Removals;
  /** Which objects replace which in this run. */
  readonly replacements = new Replacements();
  /** What this run creates, or would create. */
  readonly made = new Made();
  /** What the resources name that this run has compared. */
  readonly compared = new Compared();
  /** People whom bulk resources let go. */
  readonly leavers = new Leavers();
  /** The Org that this run makes, which other creates may need. */
  readonly orgs = new OrgsToCome();
  /** The server's numbers of people whom the program declares, by username. */
  readonly userIds = new Map<string, string>();
  /** What creates of this preview will take over, by the label of the resource. */
  readonly takenOver = new Map<string, Takeover>();
  /** What this preview knows, for a program that asks for it. */
  readonly planFile: PlanFile;
  /** Names that the program does not declare. */
  readonly lookups: Lookups;
  /** Fresh reads, and writes. */
  readonly backend: Backend;
  /** Batched reads, to show what is there. */
  readonly reads: Reads;
  /** The same for deletes: none is older than the first delete of the run. */
  readonly removing: Reads;

  constructor(
    readonly configuration: Configuration,
    backend: Backend,
    /** Shown by the engine beside the resources; never a secret. */
    private readonly print: (text: string) => void = (text) => console.warn(`warning: ${text}`),
    readStack: ReadState = () => Promise.resolve([]),
    findRemover: FindRemover = () => Promise.resolve(undefined),
    planFile?: string,
    /** The clock of the run: end dates go by the instant at which it begins, all by the same one. */
    readonly at = new Date(),
  ) {
    this.planFile = new PlanFile(planFile, (text) => this.warn(text));
    this.stack = new StackState(readStack);
    this.removals = new Removals(findRemover);
    this.reads = new Reads(backend, configuration.batching);
    this.removing = new Reads(backend, configuration.batching);
    this.backend = configuration.batching
      ? watched(watched(backend, this.reads), this.removing)
      : backend;
    this.lookups = new Lookups(this.backend, this.reads);
    this.tenant = new Tenant(configuration, this.backend);
  }

  /** Warns the user, once for each text. */
  readonly warn = (text: string): void => {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    this.print(printable(text));
  };
}
