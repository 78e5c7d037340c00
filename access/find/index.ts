/** What a text that people write means: none, one, or several between which the reader has to choose. */
export { findNode } from "./node";
export { findPerm, permPath } from "./perm";
export { findPerson } from "./person";
export type { Match } from "./spelling";
