import type { NodeKind } from "../../../provider/backends/domain";
import type { Values } from "../../../provider/engine/kind";

/** The server's own id of an org's root, as the org's state keeps it. */
export const rootOf = ({ roots }: Values, kind: NodeKind): string =>
  String((roots as Readonly<Record<string, unknown>>)[kind]);
