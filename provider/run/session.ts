import { Ancestry } from "./ancestry";
import type { Backend } from "../backends/backend";
import { connect } from "../backends";
import type { Configuration } from "../configuration/configuration";
import { ConflictError, TenantError } from "../backends/errors";
import { Made } from "./made";
import { printable } from "../printable";
import { Reads, watched } from "./reads";
import { Registry } from "./registry";
import { Replacements } from "./replacements";
import type { Place } from "../backends/domain/root-id";
import { readState } from "./stack/read-state";
import { StackState, type ReadState } from "./stack/stack-state";
import { openMetrics } from "../metrics/open";

/**
 * One connection of one process: what all resources of a provider share. Handlers get it as their
 * whole world, so that a test can hand them a backend of its own.
 */
export class Session {
  private readonly told = new Set<string>();
  private verified: Promise<void> | undefined;
  private isElsewhere = false;
  private readonly claims = new Map<string, string>();
  private readonly holders = new Map<string, string>();
  private readonly lists = new Map<string, Map<string, boolean>>();
  /** What the resources of the program declare. */
  readonly registry = new Registry();
  /** What the stack's state holds. */
  readonly stack: StackState;
  /** Which objects take the place of which in this run. */
  readonly replacements = new Replacements();
  /** What this run makes, or is to make. */
  readonly made = new Made();
  /** Where the nodes are that this run has met, by id. */
  readonly locations = new Map<string, Place>();
  /** The orgs of the apps and perms that this run has met, by their ids. */
  readonly orgOf = new Map<string, string>();
  /** Orgs that this run has looked for, while they were looked for and once they are seen. */
  readonly orgs = new Map<string, Promise<void>>();
  /** The apps and orgs that the program declares and has not taken over: what is in them is its own. */
  readonly owned = new Set<string>();
  /** What the program declares to be above what. */
  readonly declared = new Ancestry();
  /** What the states say is above what; an org's root is below its alias. */
  readonly parents = new Ancestry();
  /** Fresh answers, and writes. */
  readonly backend: Backend;
  /** Batched answers, to show what is there. */
  readonly reads: Reads;

  constructor(
    readonly configuration: Configuration,
    backend: Backend,
    /** Shown by the engine beside the resources; never a secret. */
    private readonly say: (text: string) => void = (text) => console.warn(`warning: ${text}`),
    readStack: ReadState = () => Promise.resolve([]),
  ) {
    this.stack = new StackState(readStack);
    this.reads = new Reads(backend, configuration.batching);
    this.backend = configuration.batching ? watched(backend, this.reads) : backend;
  }

  /** Tells the user something that is no failure: once, however often it is met. */
  readonly warn = (text: string): void => {
    if (this.told.has(text)) return;
    this.told.add(text);
    this.say(printable(text));
  };

  /** The name of the tenant, as it goes into the state. */
  async tenant(): Promise<string> {
    return this.configuration.tenant ?? (await this.backend.tenant());
  }

  /** Logs in once, so that a wrong URL or password fails a preview before anything is planned. */
  verify(): Promise<void> {
    if (!this.configuration.verify) return Promise.resolve();
    this.verified ??= this.backend.login();
    return this.verified;
  }

  /**
   * Stops before a state of one tenant is used on another, where everything would look vanished.
   * @param state the tenant's name in it; what is only read by its id has none
   * @throws TenantError naming both tenants and the ways out
   */
  async requireTenant(state: unknown): Promise<void> {
    if (typeof state !== "string" || state === this.configuration.tenantMoved) return;
    const tenant = await this.tenant();
    if (state === tenant) return;
    this.isElsewhere = true;
    throw new TenantError(
      `the state belongs to ${state}, but the configuration leads to ${tenant}: correct identity:url and the credentials, or, if it is the same tenant under a new name, set identity:tenantMoved to ${state}`,
    );
  }

  /**
   * Stops a run that has met a state of another tenant from making there what is new in its program.
   * @throws TenantError
   */
  requireHome(): void {
    if (!this.isElsewhere) return;
    throw new TenantError("the state belongs to another tenant, so nothing is made in this one");
  }

  /**
   * Two resources of one program for the same object would undo each other for ever.
   * @throws ConflictError naming the other resource
   */
  registerKey(kind: string, key: string, resource: string): void {
    const claim = `${kind} ${key}`;
    const owner = this.claims.get(claim) ?? resource;
    if (owner !== resource) {
      throw new ConflictError(
        `resource "${owner}" of this program is the same ${kind} ${key} already`,
      );
    }
    this.claims.set(claim, owner);
  }

  /**
   * Remembers which resource of this run an object is, where names tell it from no other.
   * @throws ConflictError where another has taken it over, by a name that it was yet to lose
   */
  registerObject(kind: string, id: string, resource: string): void {
    const holder = this.holders.get(`${kind} ${id}`) ?? resource;
    if (holder !== resource) {
      throw new ConflictError(
        `resource "${holder}" of this program is ${kind} ${id} too, taken over by its old name: take that one out by «pulumi state delete», and rename this one in an up before it`,
      );
    }
    this.holders.set(`${kind} ${id}`, resource);
  }

  /**
   * Without those that are other resources of this run: no two declare one name, so a name that such
   * a one still has it loses in this run.
   */
  notOfOthers<T extends { id: string }>(kind: string, found: readonly T[], resource: string): T[] {
    return found.filter(({ id }) => (this.holders.get(`${kind} ${id}`) ?? resource) === resource);
  }

  /**
   * An exact list is all of it: another one beside it, of whatever mode, would be undone by it.
   * @throws ConflictError naming the other resource
   */
  registerList(list: string, resource: string, isExact: boolean): void {
    const claims = this.lists.get(list) ?? new Map<string, boolean>();
    for (const [other, otherIsExact] of claims) {
      if (other === resource || !(isExact || otherIsExact)) continue;
      const exact = isExact ? resource : other;
      throw new ConflictError(
        `resource "${other}" of this program has the list of ${list} too, and "${exact}", which is exact, would take out whom only the other names: make them one, or neither exact`,
      );
    }
    this.lists.set(list, claims.set(resource, isExact));
  }
}

const sessions = new Map<string, Session>();

/** The one session of this process for a configuration: all kinds of resources share its login. */
export function sessionFor(configuration: Configuration): Session {
  const key = JSON.stringify(configuration);
  const session = sessions.get(key) ?? open(configuration);
  sessions.set(key, session);
  return session;
}

function open(configuration: Configuration): Session {
  const backend = connect(configuration, openMetrics(configuration.url));
  return new Session(configuration, backend, undefined, readState);
}
