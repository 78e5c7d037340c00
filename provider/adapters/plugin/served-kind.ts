import type { Kind } from "../../engine/kind";
import { callsOf } from "../calls";
import { imported } from "./imported";
import { previewedCreate, previewedId, previewedUpdate } from "./previewed";
import type { Served } from "./served";

/** The resources of a kind. */
export const servedKind = (kind: Kind): Served => ({
  name: kind.name,
  properties: kind.properties,
  isSecret: (name) => kind.properties[name]?.secret === true || kind.outputs[name]?.secret === true,
  calls: (open) => callsOf(kind, open),
  previewedCreate: async (session, inputs) => ({
    id: await previewedId(kind, session, inputs),
    outputs: previewedCreate(kind, inputs),
  }),
  previewedUpdate: (state, inputs) => previewedUpdate(kind, state, inputs),
  named: (id) => kind.imported?.(id) ?? { id, state: {} },
  imported: (session, live) => imported(kind, session, live),
});
