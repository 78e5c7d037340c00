import type { AccessGraph } from "../../access";
import type { Gap } from "../live-org/gap";
import type { LiveOrg } from "../live-org/live-org";
import type { Ids } from "./ids";

/** A graph, and what it was made of. */
export interface GraphReading {
  readonly graph: AccessGraph;
  /** How programs name what is in it. */
  readonly ids: Ids;
  /** As they are; none of a graph that is made of a state alone. */
  readonly orgs: readonly LiveOrg[];
  /** What could not be seen: what the graph lacks may well be there. */
  readonly gaps: readonly Gap[];
}
