import type { AppState, MemberFields, NodeState, PermState, UserState } from "./domain";

/**
 * What can be read from a listing in place of single reads, and what the listing has of each.
 * People and perms are listed for the whole tenant, the others for one org.
 */
export interface Listable {
  /** By username. */
  readonly users: UserState;
  /** By id, without visibility and manager group. */
  readonly nodes: NodeState;
  /** Usernames of direct members by node id, in the server's order; a node without any has none. */
  readonly nodeMembers: readonly string[];
  /** By username. */
  readonly orgMembers: MemberFields;
  /** By id. An org's listing may have those of others too. */
  readonly apps: AppState;
  /** By id. */
  readonly perms: PermState;
}

export type ListablePart = keyof Listable;

/** All of a collection, or the price of listing it. */
export type Listing<State> = ReadonlyMap<string, State> | Price;

/** In single reads: a page is one, a response of any length is one for 25 objects. */
export interface Price {
  readonly price: number;
}

/** The price of a collection of unknown size. */
export const UNKNOWN_PRICE = 20;

/** A collection that this caller, or this system, can't list. */
export const UNLISTABLE: Price = { price: Infinity };

/** Nodes of a tree that cost as much as a single read. */
const NODES_PER_REQUEST = 25;

/** The price of a tree in one response; its size is known only when it was read before. */
export const priceOfTree = (size: number | undefined): number =>
  size === undefined ? UNKNOWN_PRICE : Math.max(1, Math.floor(size / NODES_PER_REQUEST));

/** Whether a listing was within its budget. */
export const isListed = <State>(listing: Listing<State>): listing is ReadonlyMap<string, State> =>
  listing instanceof Map;
