import type { Values } from "../../provider/inspect";

/** How a state marks an object that stands for a special value, and which of these is a secret. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

interface Secret {
  readonly plaintext?: string;
}

const isObject = (value: unknown): value is Values => typeof value === "object" && value !== null;
const isSecret = (value: unknown): value is Secret => isObject(value) && value[MARK] === SECRET;

/**
 * Values of an exported state with the secrets in plain.
 * @throws Error where one is still encrypted
 */
export const plain = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plainOf(value)]));

function plainOf(value: unknown): unknown {
  if (isSecret(value)) return revealed(value);
  if (Array.isArray(value)) return value.map(plainOf);
  return isObject(value) ? plain(value) : value;
}

function revealed({ plaintext }: Secret): unknown {
  if (plaintext === undefined) {
    throw new Error("the stack's secrets can't be read: the Pulumi CLI shows them encrypted");
  }
  return JSON.parse(plaintext) as unknown;
}

/** The properties that hold a secret, at whatever depth. */
export const secretsOf = (values: Values): string[] =>
  Object.keys(values).filter((key) => holdsSecret(values[key]));

function holdsSecret(value: unknown): boolean {
  return isSecret(value) || (isObject(value) && Object.values(value).some(holdsSecret));
}
