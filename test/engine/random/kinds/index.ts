import { id } from "./id";
import { integer } from "./integer";
import { type Kind } from "./kind";
import { pet } from "./pet";
import { password, string } from "./string";
import { uuid } from "./uuid";

const KINDS = new Map<string, Kind>([
  ["random:index/randomId:RandomId", id],
  ["random:index/randomInteger:RandomInteger", integer],
  ["random:index/randomPassword:RandomPassword", password],
  ["random:index/randomPet:RandomPet", pet],
  ["random:index/randomString:RandomString", string],
  ["random:index/randomUuid:RandomUuid", uuid],
]);

/**
 * The kind of the resource that a URN names.
 *
 * @throws Error for a resource that only the real provider has.
 */
export function kindOf(urn: string): Kind {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const kind = KINDS.get(type);
  if (kind !== undefined) return kind;
  throw new Error(
    `this stand-in for the random provider has no ${type}, only ${[...KINDS.keys()].join(", ")}`,
  );
}
