import { ProviderError } from "../../backends/errors";
import { adoptOf } from "../../engine/adoption";
import { stackResources } from "../../engine/keepers";
import { isDestroy, userDeleteProblem } from "../../kinds/user/delete-limit";
import { nameOf, objectId, objectNamed } from "../../run/object-id";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { BULK_TREE, type Held } from "../../run/stack/held";
import type { StackResource } from "../../run/stack/stack-state";
import type { Change, Gone } from "./changes";
import { requireWaiting } from "../leavers";
import { labelOf, type Declaration, type Given, type Others } from "./declarations";
import { keyIn } from "./contents";
import type { Entries } from "./entries";
import { giversFirst, giversOf, type Giver } from "./givers";
import { inParallel } from "./parallel";
import { Work, type Done } from "./work";

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
  /** Resources of their own in the stack's state, by their people: a check may be yet to come. */
  private heldElsewhere: ReadonlyMap<string, string> = new Map();

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
    this.succeeded = new Map(succeeded.map((one) => [nameOf(one.held), one]));
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
    const gone = await this.leaving();
    const leaving = gone.filter((one) => !this.stays(one) || one.leftAt === undefined);
    return [...changes, ...leaving.map((held) => this.departureOf(held))];
  }

  /**
   * Does it: access goes first, accounts last, but for those whose usernames others get; what fails keeps
   * nothing else from being tried.
   */
  async apply(): Promise<Done> {
    const gone = await this.leaving();
    const work = new Work(this.session, this.entries, this.before, this.declared);
    const people = gone.filter(({ kind }) => kind === "User");
    // A destroy takes everybody out anyway.
    const leavers = this.isDestroy ? [] : people.filter((one) => !this.isElsewhere(one));
    await inParallel(leavers, (one) => work.lockOut(one));
    await inParallel(
      gone.filter(({ kind }) => kind === "NodeMembers"),
      (one) => work.remove(one),
    );
    const early = people.filter((one) => this.succeeded.has(nameOf(one)));
    await inParallel(early, (one) => work.remove(one));
    await inParallel(this.freed(), ([held, keys]) => work.free(held, keys));
    const declarations = giversFirst(this.declarations, this.givers);
    await inParallel(declarations, (one) => work.bring(one, this.heldBefore(one)));
    await inParallel(work.unfinished(), (bring) => bring());
    const nodes = bottomUp(gone.filter(({ kind }) => kind === "Node"));
    // What could not be made may be one of these, with a key that the tree does not say was its.
    if (!work.lacksNode) await inParallel(nodes, (one) => work.removeNode(one));
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
      // Locked out, they were taken out of every node, whatever else of the program names them.
      this.session.made.add("User", nameOf(held));
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
  private async leaving(): Promise<Held[]> {
    this.heldElsewhere = await this.ownersInState();
    for (const one of this.succeeded.values()) this.makeWay(one);
    const gone = this.gone();
    await this.requireLimit(gone);
    this.letGo(gone.filter(({ kind }) => kind === "User"));
    return gone;
  }

  /**
   * Registers whose accounts this step takes away, for resources that are yet to come.
   * @throws ProviderError where one that has come may come too late in another run
   */
  private letGo(people: readonly Held[]): void {
    if (this.isDestroy || this.entries.onRemove === "keep") return;
    const { leavers, registry } = this.session;
    const tree = resourceName(this.given);
    const isTaken = (one: Held) => one.leftAt === undefined || !this.stays(one);
    const taken = people.filter((one) => !this.heldElsewhere.has(objectId(one)) && isTaken(one));
    for (const held of taken) {
      const [declarer] = registry.declarersOf(objectNamed(held));
      if (declarer === undefined) leavers.letGo(tree, nameOf(held));
      else requireWaiting(this.session, tree, declarer, nameOf(held));
    }
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
    this.session.registry.deleteFirst("User", heir, objectId(held));
    const [key, old, username] = [keyIn(to.name), keyIn(held.name), nameOf(held)];
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
      if (what === "username" || this.succeeded.has(nameOf(held))) continue;
      if (from === undefined && !this.isOurs(held)) continue;
      freed.set(held, [...(freed.get(held) ?? []), what]);
    }
    return freed;
  }

  private isOurs(held: Held): boolean {
    return this.entries.onRemove !== "keep" && !this.isElsewhere(held);
  }

  private departureOf(held: Held): Gone {
    const to = held.kind === "User" ? this.declarerOf(held) : undefined;
    if (to !== undefined) return { what: "hand over", held, to };
    return { what: this.stays(held) ? "leave" : "delete", held };
  }

  /** Whether somebody who leaves is kept for now, locked out: until their time is over, or for good. */
  private stays(held: Held): boolean {
    const { kind, leftAt } = held;
    if (kind !== "User" || this.isDestroy || this.isElsewhere(held)) return false;
    const { graceDays } = this.given;
    const days = typeof graceDays === "number" ? graceDays : 0;
    const now = this.session.at.getTime();
    const since = leftAt === undefined ? now : Date.parse(leftAt);
    const { onRemove } = this.entries;
    return onRemove === "suspend" || (onRemove === "delete" && since + days * DAY > now);
  }

  /** Whether another resource of the program has this person: then they leave the tree alone. */
  private isElsewhere(held: Held): boolean {
    return this.declarerOf(held) !== undefined;
  }

  private declarerOf(held: Held): string | undefined {
    const [declarer] = this.session.registry.declarersOf(objectNamed(held));
    return declarer ?? this.heldElsewhere.get(objectId(held));
  }

  private async ownersInState(): Promise<ReadonlyMap<string, string>> {
    const { session, given, isDestroy } = this;
    const isLeaving = !isDestroy && this.gone().some(({ kind }) => kind === "User");
    if (!isLeaving || given.origin === undefined) return new Map();
    const all = await stackResources(session, given, (origin) => session.stack.early(origin));
    const people = all.filter(({ kind, isPending }) => kind === "User" && !isPending);
    const [held, own] = [
      people.filter(({ heldBy }) => heldBy !== undefined),
      people.filter(({ heldBy }) => heldBy === undefined),
    ];
    const owners = [...this.otherHolders(held), ...own];
    return new Map(owners.map((one) => [objectId(one), one.name]));
  }

  /**
   * People whom a second tree holds, that was not checked yet: a checked one declares whom it goes on with.
   * @param held what all trees of the state hold; this one may have another name there
   */
  private otherHolders(held: readonly StackResource[]): StackResource[] {
    const holders = new Map<string, Set<unknown>>();
    for (const one of held) {
      const trees = holders.get(objectId(one)) ?? new Set();
      holders.set(objectId(one), trees.add(one.heldBy));
    }
    const isChecked = (tree: string) => this.session.registry.has(BULK_TREE, tree);
    return held.filter(
      (one) => (holders.get(objectId(one))?.size ?? 0) > 1 && !isChecked(one.heldBy ?? ""),
    );
  }

  /**
   * Who leaves is counted when they are locked out.
   * @throws ProviderError where they are too many
   */
  private async requireLimit(gone: readonly Held[]): Promise<void> {
    if (this.entries.onRemove === "keep") return;
    if (this.isDestroy && (await isDestroy(this.session))) return;
    const people = [...this.before.values()].filter(isThere);
    const leaving = gone.filter((one) => isThere(one) && !this.isElsewhere(one)).map(nameOf);
    const problem = userDeleteProblem(this.session.configuration, people.length, leaving);
    if (problem !== undefined) throw new ProviderError(problem, "tree");
  }
}

const DAY = 86_400_000;
const isThere = ({ kind, leftAt }: Held): boolean => kind === "User" && leftAt === undefined;

/** Nodes, each after those below it. */
function bottomUp(nodes: readonly Held[]): Held[] {
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const depthOf = (one: Held | undefined): number => {
    const { parent } = one?.outputs ?? {};
    return typeof parent === "string" ? 1 + depthOf(byId.get(parent)) : 0;
  };
  return [...nodes].sort((a, b) => depthOf(b) - depthOf(a));
}
