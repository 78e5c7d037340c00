import type { UserState } from "../../backends/domain";
import { PartialCreateError, ProviderError } from "../../backends/errors";
import type { Values } from "../../engine/kind";
import { liveOf } from "../../kinds/user/user";
import type { Session } from "../../run/session";
import type { Held } from "../../run/stack/held";
import { labelOf, type Declaration, type Others } from "./declarations";
import { heldOf, type Entries } from "./entries";

/** What a step has done. */
export interface Done {
  /** What there is now. */
  readonly held: readonly Held[];
  /** Why some entries are not as declared, each with where that is written. */
  readonly failures: readonly string[];
}

/** The work of one step, and what has come of it. */
export class Work {
  private readonly held: Map<string, Held>;
  private readonly failures: string[] = [];
  /** Whether a node could not be made. */
  lacksNode = false;
  /** Who has given something up, as they are held since. */
  private readonly freed = new Map<Held, Held>();
  /** The work on each entry; begun in order. */
  private readonly brought = new Map<string, Promise<void>>();
  /** People who are there though nothing is held of them yet. */
  private readonly existing = new Set<string>();
  /** The look-ups of them: many nodes may name one person. */
  private readonly looking = new Map<string, Promise<void>>();
  private readonly unseen = new Set<Declaration>();
  /** The removals of nodes, by the id of the node above. */
  private readonly removedIn = new Map<unknown, Promise<void>[]>();

  constructor(
    private readonly session: Session,
    private readonly entries: Entries,
    before: ReadonlyMap<string, Held>,
    /** What is held of each declared entry, maybe under a former name. */
    private readonly declared: ReadonlyMap<string, Held | undefined>,
  ) {
    this.held = new Map(before);
  }

  done(): Done {
    return { held: [...this.held.values()], failures: this.failures };
  }

  bring(declaration: Declaration, held: Held | undefined): Promise<void> {
    const bringing = this.tryBring(declaration, held && (this.freed.get(held) ?? held));
    this.brought.set(labelOf(declaration), bringing);
    return bringing;
  }

  /** What is to be brought once more: nodes that were made before somebody who may see them. */
  unfinished(): (() => Promise<void>)[] {
    return [...this.unseen].flatMap((one) => {
      const made = this.held.get(labelOf(one));
      return made === undefined ? [] : [() => this.bring(one, made)];
    });
  }

  private async tryBring(declaration: Declaration, held: Held | undefined): Promise<void> {
    const { kind, after, seenBy } = declaration;
    for (const label of after) await this.brought.get(label);
    try {
      await this.lookFor(declaration);
      if (seenBy.some(({ label }) => this.others.isMissing(label))) this.unseen.add(declaration);
      const needed = after.filter((label) => kind !== "User" && !label.startsWith("User "));
      const missing = needed.find(this.others.isMissing);
      if (missing !== undefined) throw new ProviderError(`waits for ${missing}, which failed`);
      const raw = declaration.inputs(this.others);
      if (held === undefined) await this.create(declaration, raw);
      else await this.update(declaration, held, raw);
    } catch (error) {
      this.fail(declaration.place, declaration.name, error);
      if (error instanceof PartialCreateError) {
        this.keep(declaration, error.id, declaration.inputs(this.others), error.outputs);
      } else if (held === undefined && kind === "Node") this.lacksNode = true;
    }
  }

  /** Looks for people who may be there to be taken over: a node that they see is to stay seen by them. */
  private async lookFor({ seenBy }: Declaration): Promise<void> {
    if (!this.entries.mayAdopt) return;
    const missing = seenBy.filter(({ label }) => this.others.isMissing(label));
    for (const { label, username } of missing) {
      const looking = this.looking.get(label) ?? this.look(label, username);
      this.looking.set(label, looking);
      await looking;
    }
  }

  private async look(label: string, username: string): Promise<void> {
    const [found] = await this.session.backend.users.find({ username });
    if (found !== undefined) this.existing.add(label);
  }

  /** What is there by now. */
  private readonly others: Others = {
    idOf: (label) => this.held.get(label)?.id,
    isMissing: (label) =>
      !this.held.has(label) && !this.existing.has(label) && this.declared.get(label) === undefined,
  };

  private async create(declaration: Declaration, raw: Values): Promise<void> {
    const calls = this.entries.callsOf(declaration.kind);
    const { inputs, failures } = await calls.check({}, raw);
    const [failure] = failures;
    if (failure !== undefined) throw new ProviderError(failure.reason, failure.property);
    const { id, outputs } = await calls.create(inputs);
    this.keep(declaration, id, inputs, outputs);
  }

  private async update(declaration: Declaration, held: Held, raw: Values): Promise<void> {
    const { kind } = declaration;
    const { outputs } = this.entries.valuesOf(held);
    if (held.leftAt !== undefined) await this.letIn(held, raw);
    const found = await this.entries.compare(held, kind, raw);
    if (found.is === "same") {
      return this.keep(declaration, held.id, held.inputs, held.outputs, held);
    }
    const updated = await this.entries.callsOf(kind).update(held.id, outputs, found.inputs);
    this.keep(declaration, held.id, found.inputs, updated, held);
  }

  private keep(
    { kind, name, place }: Declaration,
    id: string,
    inputs: Values,
    outputs: Values,
    before?: Held,
  ): void {
    if (before !== undefined) this.held.delete(labelOf(before));
    const values = { inputs: heldOf(kind, inputs), outputs: heldOf(kind, outputs) };
    const one = { kind, name, id, ...values, place };
    this.held.set(labelOf(one), one);
  }

  /** Locks out somebody who leaves, before anything else is done. */
  async lockOut(held: Held): Promise<void> {
    if (held.leftAt !== undefined || this.entries.onRemove === "keep") return;
    await this.trying(held, async () => {
      const live = await this.liveOf(held);
      if (live !== undefined) await this.session.backend.users.suspend({ id: live.id });
      this.held.set(labelOf(held), { ...held, leftAt: this.session.at.toISOString() });
    });
  }

  /** Takes away what another one is to get, and no two can have. */
  async free(held: Held, keys: readonly string[]): Promise<void> {
    await this.trying(held, async () => {
      const live = await this.liveOf(held);
      if (live === undefined) return;
      const to = (value: unknown) => Object.fromEntries(keys.map((key) => [key, value]));
      await this.session.backend.users.update({ id: live.id }, to(""));
      const now = this.held.get(labelOf(held)) ?? held;
      const [inputs, outputs] = [
        { ...now.inputs, ...to(null) },
        { ...now.outputs, ...to(null) },
      ];
      this.freed.set(held, { ...now, inputs, outputs });
      this.held.set(labelOf(held), { ...now, inputs, outputs });
    });
  }

  /** Lets in again who had left. A system without a flag for that locks out by another password. */
  private async letIn(held: Held, { initialPassword }: Values): Promise<void> {
    const { users } = this.session.backend;
    const live = await this.liveOf(held);
    if (live === undefined) return;
    await users.restore({ id: live.id });
    if (live.canSignIn !== undefined || typeof initialPassword !== "string") return;
    const password = { value: initialPassword, requireReset: false };
    await users.update({ id: live.id }, { password });
  }

  /** The person of an entry; `undefined` where they are gone, or another has the username. */
  private liveOf(held: Held): Promise<UserState | undefined> {
    const { username, userId }: Values = this.entries.valuesOf(held).outputs;
    const known = { username: String(username), ...(typeof userId === "string" && { userId }) };
    return liveOf(this.session, known);
  }

  /** After those below it, which have begun. */
  removeNode(held: Held): Promise<void> {
    const below = this.removedIn.get(held.id) ?? [];
    const removing = Promise.all(below).then(() => this.remove(held));
    const { parent } = held.outputs;
    this.removedIn.set(parent, [...(this.removedIn.get(parent) ?? []), removing]);
    return removing;
  }

  async remove(held: Held): Promise<void> {
    await this.trying(held, async () => {
      const { outputs } = this.entries.valuesOf(held);
      await this.entries.callsOf(held.kind).delete(held.id, outputs);
      this.held.delete(labelOf(held));
    });
  }

  private async trying(held: Held, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(undefined, held.name, error);
    }
  }

  private fail(place: string | undefined, name: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.failures.push(`${place === undefined ? "" : `${place}: `}${name}: ${reason}`);
  }
}
