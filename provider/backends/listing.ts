import type { AppState, MemberFields, NodeState, PermState, UserState } from "./domain";

/**
 * What may be read from a listing in place of one by one, and what the listing tells of each. People
 * and perms are listed of the whole tenant, the others of one org.
 */
export interface Listable {
  /** By username. */
  readonly users: UserState;
  /** By id, without who may see it and whom it manages. */
  readonly nodes: NodeState;
  /** Usernames of direct members by node id, in the server's order; a node without any has none. */
  readonly nodeMembers: readonly string[];
  /** By username. */
  readonly orgMembers: MemberFields;
  /** By id. An org's listing may hold those of others too. */
  readonly apps: AppState;
  /** By id. */
  readonly perms: PermState;
}

export type ListablePart = keyof Listable;

/** All of a collection, or what it would take to list it. */
export type Listing<State> = ReadonlyMap<string, State> | Price;

/** In the weight of single reads: a page is one; an answer of any length, one for 25 objects. */
export interface Price {
  readonly price: number;
}

/** A collection of unknown size is taken to cost so much. */
export const UNKNOWN_PRICE = 20;

/** A collection that this caller, or this system, can't list. */
export const UNLISTABLE: Price = { price: Infinity };

/** Nodes of a tree that weigh as much as a single read. */
const NODES_PER_REQUEST = 25;

/** What a tree costs that comes in one answer; how large it is shows only when it was read before. */
export const priceOfTree = (size: number | undefined): number =>
  size === undefined ? UNKNOWN_PRICE : Math.max(1, Math.floor(size / NODES_PER_REQUEST));

/** Whether a listing was within its budget. */
export const isListed = <State>(listing: Listing<State>): listing is ReadonlyMap<string, State> =>
  listing instanceof Map;
