import type { UserState } from "../../backends/domain";
import { PartialCreateError, ProviderError } from "../../backends/errors";
import { adoptOf } from "../../engine/adoption";
import type { Values } from "../../engine/kind";
import { userDeleteProblem } from "../../kinds/user/delete-limit";
import { liveOf } from "../../kinds/user/user";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import type { Held } from "../../run/stack/held";
import type { Change, Gone } from "./changes";
import { labelOf, type Declaration, type Given, type Others } from "./declarations";
import { keyIn } from "./contents";
import { heldOf, type Entries } from "./entries";
import { giversFirst, giversOf, type Giver } from "./givers";
import { inParallel } from "./parallel";

/** What a step has done. */
export interface Done {
  /** What there is now. */
  readonly held: readonly Held[];
  /** Why some entries are not as declared, each with where that is written. */
  readonly failures: readonly string[];
}

/**
 * One step of a bulk resource: from what it holds to what it declares. Each entry is planned and done
 * as a resource of its own would be.
 */
export class Step {
  private readonly declarations: readonly Declaration[];
  private readonly before: ReadonlyMap<string, Held>;
  private readonly declared: ReadonlyMap<string, Held | undefined>;
  private readonly isDestroy: boolean;
  private readonly givers: readonly Giver[];
  /** Those of them who leave, and whose usernames others get: by username. */
  private readonly succeeded: ReadonlyMap<string, Giver>;

  /**
   * @param given the inputs; at a destroy those of the state
   * @param declarations what is declared; `undefined` at a destroy
   * @param held what the state has of it
   */
  constructor(
    private readonly session: Session,
    private readonly entries: Entries,
    private readonly given: Given,
    declarations: readonly Declaration[] | undefined,
    held: readonly Held[],
  ) {
    this.isDestroy = declarations === undefined;
    this.declarations = declarations ?? [];
    this.before = new Map(held.map((one) => [labelOf(one), one]));
    this.declared = new Map(this.declarations.map((one) => [labelOf(one), this.heldOf(one)]));
    const people = this.declarations.filter(({ kind }) => kind === "User");
    this.givers = giversOf(
      session,
      people.map((one) => ({ declaration: one, held: this.declared.get(labelOf(one)) })),
      this.gone().filter(({ kind }) => kind === "User"),
    );
    const succeeded = this.givers.filter((one) => this.isSucceeded(one));
    this.succeeded = new Map(succeeded.map((one) => [usernameOf(one.held), one]));
  }

  /** What an apply would do, in no order. */
  async plan(): Promise<Change[]> {
    const others = {
      idOf: (label: string) => this.declared.get(label)?.id ?? this.chosenId(label),
      isMissing: () => false,
    };
    const changes: Change[] = [];
    for (const one of this.declarations) {
      const change = await this.changeOf(one, others);
      if (change !== undefined) changes.push(change);
    }
    const gone = this.leaving();
    const leaving = gone.filter((one) => !this.stays(one) || one.leftAt === undefined);
    return [...changes, ...leaving.map((held) => this.departureOf(held))];
  }

  /**
   * Does it: access goes first, accounts last, but for those whose usernames others get; what fails keeps
   * nothing else from being tried.
   */
  async apply(): Promise<Done> {
    const gone = this.leaving();
    const work = new Work(this.session, this.entries, this.before);
    const people = gone.filter(({ kind }) => kind === "User");
    // A destroy takes everybody out anyway.
    const leavers = this.isDestroy ? [] : people.filter(({ id }) => !this.isElsewhere(id));
    await inParallel(leavers, (one) => work.lockOut(one));
    await inParallel(
      gone.filter(({ kind }) => kind === "NodeMembers"),
      (one) => work.remove(one),
    );
    const early = people.filter((one) => this.succeeded.has(usernameOf(one)));
    await inParallel(early, (one) => work.remove(one));
    await inParallel(this.freed(), ([held, keys]) => work.free(held, keys));
    const declarations = giversFirst(this.declarations, this.givers);
    await inParallel(declarations, (one) => work.bring(one, this.heldBefore(one)));
    const nodes = bottomUp(gone.filter(({ kind }) => kind === "Node"));
    await inParallel(nodes, (one) => work.removeNode(one));
    const removed = people.filter((one) => !this.stays(one) && !early.includes(one));
    await inParallel(removed, (one) => work.remove(one));
    return work.done();
  }

  /** The id that a new node will have, where the check knows it. */
  private chosenId(label: string): string | undefined {
    return label.startsWith("Node ") ? this.given.nodeIds?.[keyIn(label)] : undefined;
  }

  private async changeOf(declaration: Declaration, others: Others): Promise<Change | undefined> {
    const inputs = declaration.inputs(others);
    const held = this.heldBefore(declaration);
    if (held === undefined) return { what: "create", declaration, inputs };
    const found = await this.entries.compare(held, declaration.kind, inputs);
    if (held.leftAt !== undefined) {
      const entries = found.is === "other" ? found.entries : [];
      return { what: "return", declaration, held, inputs, entries };
    }
    if (found.is === "other") {
      return { what: "update", declaration, held, inputs: found.inputs, entries: found.entries };
    }
    // Else the state would have it under its old key, which the program may forget.
    const isRenamed = held.name !== declaration.name;
    return isRenamed ? { what: "update", declaration, held, inputs, entries: [] } : undefined;
  }

  /** What is held of it; a list without those who leave it with their accounts, and whose usernames others get. */
  private heldBefore(declaration: Declaration): Held | undefined {
    const held = this.declared.get(labelOf(declaration));
    if (held?.kind !== "NodeMembers" || this.succeeded.size === 0) return held;
    const { users, ...outputs } = held.outputs;
    const left = Object.entries(users ?? {}).filter(([username]) => !this.succeeded.has(username));
    return { ...held, outputs: { ...outputs, users: Object.fromEntries(left) } };
  }

  /** Under its name, or one that it had before. */
  private heldOf({ kind, name, formerly }: Declaration): Held | undefined {
    const names = [name, ...formerly];
    const [found] = names.flatMap((one) => this.before.get(labelOf({ kind, name: one })) ?? []);
    return found;
  }

  /** What is declared no more. */
  private gone(): Held[] {
    const kept = new Set(this.declared.values());
    return [...this.before.values()].filter((one) => !kept.has(one));
  }

  /**
   * The same for a step that begins.
   * @throws ProviderError where it can't be done
   */
  private leaving(): Held[] {
    for (const one of this.succeeded.values()) this.makeWay(one);
    const gone = this.gone();
    this.requireLimit(gone);
    return gone;
  }

  /** Whether an account goes for another of its username; one that may be taken over goes on. */
  private isSucceeded({ from, to, what }: Giver): boolean {
    if (what !== "username" || from !== undefined) return false;
    return (
      this.declared.get(labelOf(to)) !== undefined || adoptOf(this.session, this.given) === "never"
    );
  }

  /**
   * Who gets the username of somebody who leaves does not keep that account.
   * @throws ProviderError where the account stays
   */
  private makeWay({ held, to }: Giver): void {
    const { origin } = this.given;
    const heir = resourceName({ origin, logicalName: to.name });
    this.session.registry.deleteFirst("User", heir, held.id);
    const [key, old, username] = [keyIn(to.name), keyIn(held.name), usernameOf(held)];
    const isOne = `if they are one person, give ${key} previously: ["${old}"]`;
    if (this.stays(held) || this.entries.onRemove === "keep") {
      const reason = `${key} can't have the username "${username}": ${old} leaves, and the account is kept; ${isOne}`;
      throw new ProviderError(reason, "tree");
    }
    this.session.warn(
      `${old} leaves, and ${key} gets the username "${username}": that account is deleted, and another one made; ${isOne}`,
    );
  }

  /** Who gives up which texts; an account that this step has nothing to do with keeps them. */
  private freed(): ReadonlyMap<Held, string[]> {
    const freed = new Map<Held, string[]>();
    for (const { held, what, from } of this.givers) {
      if (what === "username" || this.succeeded.has(usernameOf(held))) continue;
      if (from === undefined && !this.isOurs(held)) continue;
      freed.set(held, [...(freed.get(held) ?? []), what]);
    }
    return freed;
  }

  private isOurs({ id }: Held): boolean {
    return this.entries.onRemove !== "keep" && !this.isElsewhere(id);
  }

  private departureOf(held: Held): Gone {
    const to = held.kind === "User" ? this.declarerOf(held.id) : undefined;
    if (to !== undefined) return { what: "hand over", held, to };
    return { what: this.stays(held) ? "leave" : "delete", held };
  }

  /** Whether somebody who leaves is kept for now, locked out: until their time is over, or for good. */
  private stays({ kind, id, leftAt }: Held): boolean {
    if (kind !== "User" || this.isDestroy || this.isElsewhere(id)) return false;
    const { graceDays } = this.given;
    const days = typeof graceDays === "number" ? graceDays : 0;
    const now = this.session.at.getTime();
    const since = leftAt === undefined ? now : Date.parse(leftAt);
    const { onRemove } = this.entries;
    return onRemove === "suspend" || (onRemove === "delete" && since + days * DAY > now);
  }

  /** Whether another resource of the program has this person: then they leave the tree alone. */
  private isElsewhere(id: string): boolean {
    return this.declarerOf(id) !== undefined;
  }

  private declarerOf(id: string): string | undefined {
    return this.session.registry.declarersOf({ kind: "User", id })[0];
  }

  /**
   * Who leaves is counted when they are locked out.
   * @throws ProviderError where they are too many
   */
  private requireLimit(gone: readonly Held[]): void {
    if (this.isDestroy || this.entries.onRemove === "keep") return;
    const people = [...this.before.values()].filter(isThere);
    const leaving = gone.filter((one) => isThere(one) && !this.isElsewhere(one.id)).map(usernameOf);
    const problem = userDeleteProblem(this.session.configuration, people.length, leaving);
    if (problem !== undefined) throw new ProviderError(problem, "tree");
  }
}

const DAY = 86_400_000;
const isThere = ({ kind, leftAt }: Held): boolean => kind === "User" && leftAt === undefined;
const usernameOf = ({ id, outputs: { username } }: Held): string =>
  typeof username === "string" ? username : id;

/** The work of one step, and what has come of it. */
class Work {
  private readonly held: Map<string, Held>;
  private readonly failures: string[] = [];
  /** Who has given something up, as they are held since. */
  private readonly freed = new Map<Held, Held>();
  /** The work on each entry; begun in order. */
  private readonly brought = new Map<string, Promise<void>>();
  /** The removals of nodes, by the id of the node above. */
  private readonly removedIn = new Map<unknown, Promise<void>[]>();

  constructor(
    private readonly session: Session,
    private readonly entries: Entries,
    before: ReadonlyMap<string, Held>,
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

  private async tryBring(declaration: Declaration, held: Held | undefined): Promise<void> {
    const { kind, after } = declaration;
    for (const label of after) await this.brought.get(label);
    const raw = declaration.inputs(this.others);
    try {
      const needed = after.filter((label) => kind !== "User" && !label.startsWith("User "));
      const missing = needed.find(this.others.isMissing);
      if (missing !== undefined) throw new ProviderError(`waits for ${missing}, which failed`);
      if (held === undefined) await this.create(declaration, raw);
      else await this.update(declaration, held, raw);
    } catch (error) {
      this.fail(declaration.place, declaration.name, error);
      if (error instanceof PartialCreateError) this.keep(declaration, error.id, raw, error.outputs);
    }
  }

  /** What is there by now. */
  private readonly others: Others = {
    idOf: (label) => this.held.get(label)?.id,
    isMissing: (label) => !this.held.has(label),
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

/** Nodes, each after those below it. */
function bottomUp(nodes: readonly Held[]): Held[] {
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const depthOf = (one: Held | undefined): number => {
    const { parent } = one?.outputs ?? {};
    return typeof parent === "string" ? 1 + depthOf(byId.get(parent)) : 0;
  };
  return [...nodes].sort((a, b) => depthOf(b) - depthOf(a));
}
