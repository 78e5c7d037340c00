import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties as they travel: JSON, with markers for secrets and unknowns. */
export type Properties = Record<string, JavaScriptValue>;

/** What stands, in a preview, for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Marks a value as secret, so that the engine encrypts it and hides it. */
export function secret(value: JavaScriptValue): JavaScriptValue {
  return { [SIGNATURE]: SECRET, value };
}

/** The value without its marks of secrecy, at any depth. */
export function reveal(value: JavaScriptValue): JavaScriptValue {
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== "object" || value === null) return value;
  const properties = value as Properties;
  if (properties[SIGNATURE] === SECRET) return reveal(properties.value ?? null);
  return revealAll(properties);
}

/** {@link reveal} for each property; nulls, which mean "not given", are left out. */
export function revealAll(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .map(([name, value]) => [name, reveal(value)] as const)
      .filter(([, value]) => value !== null),
  );
}

/** A message's properties; none are `{}`. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** Properties for a message. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}
