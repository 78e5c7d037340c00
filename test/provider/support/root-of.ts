import type { NodeKind } from "../../../provider/domain";
import type { Values } from "../../../provider/handlers/handler";

/** The server's own id of an org's root, as the org's state keeps it. */
export const rootOf = ({ roots }: Values, kind: NodeKind): string =>
  String((roots as Readonly<Record<string, unknown>>)[kind]);
