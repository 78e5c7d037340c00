import { type Properties } from "../values";

/** An input that can't be used, and why. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** What was made: the resource's id, and its outputs beside the inputs. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

/** One of the provider's resources. Inputs come without marks of secrecy. */
export interface Kind {
  /** All inputs, those with a default filled in: what the result depends on. */
  settings(inputs: Properties): Properties;
  /** What is wrong with the inputs; not asked while one of them is unknown. */
  check(inputs: Properties): Failure[];
  make(inputs: Properties): Made;
  /** The outputs that {@link make} gives, unknown in a preview. */
  readonly made: readonly string[];
  /** Those of them that are secret. */
  readonly secret: readonly string[];
}

/** The named ones of some properties. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

/** A complaint, unless `value` is a whole number of at least `least`. */
export function wholeNumber(property: string, value: unknown, least: number): Failure[] {
  if (typeof value === "number" && Number.isInteger(value) && value >= least) return [];
  return [{ property, reason: `must be a whole number, ${least} or more` }];
}
