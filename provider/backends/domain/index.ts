/**
 * The things that an identity system holds, in words that no one system owns: keys (what finds a thing
 * again), desired (what a create needs), changes, and states (what is there).
 */
export * from "./org";
export * from "./node";
export * from "./user";
export * from "./app";
export * from "./perm";
export { accessId } from "./access-id";
export { rootOf } from "./root-id";
