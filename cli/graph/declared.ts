import { GraphBuilder, type AccessGraph } from "../../access";
import type { Connection } from "../connection/connections";
import { declare } from "./declare";
import type { GraphReading } from "./graph-reading";
import { graphResource } from "./graph-resource";
import { Ids } from "./ids";

/** The graph of what a stack declares on a connection, by its state alone: sends nothing. */
export function declaredGraph({ inspector, resources }: Connection): GraphReading {
  const kept = resources.filter(({ isKept }) => isKept);
  const ids = new Ids().addResources(kept);
  const builder = GraphBuilder.empty(inspector.backend.capabilities.access);
  for (const resource of kept) {
    const { kind, outputs } = resource;
    const found = graphResource(resource);
    const values = kind === "Node" ? { parent: outputs.parentUid, ...found.values } : found.values;
    declare(builder, { ...found, values }, ids);
  }
  addNamed(builder, ids);
  return { graph: builder.build(), ids, orgs: [], gaps: [] };
}

/** People and perms that lists name and nobody declares; all that is known of them is that. */
function addNamed(builder: GraphBuilder, ids: Ids): void {
  const { memberships, grants }: AccessGraph = builder.build();
  const granted = grants.filter(({ to }) => to.kind === "user").map(({ to }) => to.id);
  for (const username of [...memberships.map(({ person }) => person), ...granted]) {
    if (!builder.people.has(username)) builder.people.set(username, { username, name: "" });
  }
  for (const { perm: id } of grants) {
    if (builder.perms.has(id)) continue;
    const app = ids.appOf(id);
    const perm = { id, name: app === undefined ? id : "access", scope: app ?? "" };
    builder.perms.set(id, { ...perm, isAppAccess: app !== undefined });
  }
}
