import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../../engine/kind";
import { providerText } from "../../run/provider-text";
import { PROVIDER } from "../values";
import type { Served } from "./served";
import { toStruct } from "./values";

/**
 * The state of a resource, with the text of the dynamic form, by which a stack that moves there deletes
 * what it has.
 * @param given what was sent: a value stays secret that has the place of one that was
 */
export const stateOf = (served: Served, outputs: Values, given: Struct | undefined): Struct =>
  toStruct({ ...outputs, [PROVIDER]: providerText(served.name) }, served.isSecret, given);
