import { UsageError } from "./errors";

/** An argument that a call can't do without. */
export function checkGiven(name: string, value: unknown): void {
  if (value === undefined || value === null) throw new UsageError(`${name} is missing`, name);
}

/** A text that a call can't do without; an empty one is none. */
export function checkText(name: string, value: string): void {
  checkGiven(name, value);
  const given: unknown = value;
  if (typeof given !== "string") throw new UsageError(`${name} must be a string`, name);
  if (given === "") throw new UsageError(`${name} must not be empty`, name);
}

/** An object with what is wanted. */
export function checkObject(name: string, value: object): void {
  checkGiven(name, value);
  const given: unknown = value;
  if (typeof given === "object" && !Array.isArray(given)) return;
  throw new UsageError(`${name} must be an object`, name);
}
