/**
 * The objects of an identity system, in terms of no single one: keys (which find an object again),
 * desired (what a create needs), changes, and states (what exists).
 */
export * from "./org";
export * from "./node";
export * from "./user";
export * from "./app";
export * from "./perm";
export { accessId } from "./access-id";
export { rootOf } from "./root-id";
