import { Inspector } from "../../../provider/inspect";
import type { Session } from "../../../provider/run/session";

/** A look through the connection of a session. */
export const inspectorOf = ({ configuration, backend }: Session): Inspector =>
  new Inspector(configuration, backend);
