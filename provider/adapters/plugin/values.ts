import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../../engine/kind";
import { UNKNOWN } from "../../engine/unknown";
import { defined } from "../values";
import { structIn } from "./struct";

/** The key that marks an object as a value of a special form; what it holds says which. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** What stands for an unknown value of another type than text: the engine has one for each. */
const UNKNOWNS = new Set<unknown>([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const isUnknownText = (value: unknown): boolean => UNKNOWNS.has(value);

/** What marks a value as a secret, an output or a resource; `undefined` for a plain one. */
export function formOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && MARK in value ? value[MARK] : undefined;
}

/** The values of a message: plain, with one marker for all that is unknown. None are `{}`. */
export const fromStruct = (struct: Struct | undefined): Values =>
  plainEntries(struct?.toJavaScript() ?? {});

/** The same from the bytes of a `Struct`. */
export function fromBytes(bytes: Uint8Array | undefined): Values {
  if (bytes === undefined) return {};
  const values = structIn(bytes);
  return FORMS.some((form) => holds(bytes, form)) ? plainEntries(values) : values;
}

/** What was sent, as it is marked; `{}` where nothing is. */
export const marksIn = (bytes: Uint8Array | undefined): Values =>
  bytes !== undefined && holds(bytes, MARK) ? structIn(bytes) : {};

/** Texts without which all values are plain. */
const FORMS = [MARK, ...UNKNOWNS] as string[];

const holds = ({ buffer, byteOffset, length }: Uint8Array, text: string): boolean =>
  Buffer.from(buffer, byteOffset, length).includes(text);

const plainEntries = (values: object): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plain(value)]));

function plain(value: unknown): unknown {
  if (isUnknownText(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { [MARK]: mark, ...rest }: Values = { ...value };
  if (mark === undefined) return plainEntries(value);
  // A resource is meant by its id, unknown as long as that is not there.
  if (mark === RESOURCE) return plain(rest.id === undefined || rest.id === "" ? UNKNOWN : rest.id);
  const isUnknown = mark === OUTPUT && !("value" in rest);
  return isUnknown ? UNKNOWN : plain(rest.value);
}

/**
 * Values as the engine takes them.
 * @param isSecret tells by the name which are kept encrypted, and shown nowhere
 * @param like what was sent: a value stays secret that has the place of one that was
 */
export function marked(
  values: Values,
  isSecret: (name: string) => boolean,
  like: Values = {},
): Values {
  const known = Object.entries(asSecretAs(defined(values), like));
  return Object.fromEntries(
    known.map(([key, value]) => [
      key,
      isSecret(key) && value !== null && formOf(value) !== SECRET ? secret(value) : value,
    ]),
  );
}

/** A message of values. */
export const toStruct = (values: Values): Struct =>
  Struct.fromJavaScript(defined(values) as Record<string, JavaScriptValue>);

const secret = (value: unknown) => ({ [MARK]: SECRET, value });

/** As the engine marks what it gets from a provider that takes no secrets. */
function asSecretAs(values: Values, sent: Values): Values {
  const marked = Object.entries(values).map(([key, value]): [string, unknown] => {
    const like = sent[key];
    if (!hasSecret(like)) return [key, value];
    if (isMap(value) && isMap(like) && formOf(like) === undefined) {
      return [key, asSecretAs(value, like)];
    }
    return [key, secret(value)];
  });
  return Object.fromEntries(marked);
}

function hasSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isMarked = formOf(value) === SECRET || ("secret" in value && formOf(value) === OUTPUT);
  return isMarked || Object.values(value).some(hasSecret);
}

const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
