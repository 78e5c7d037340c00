import { InvalidError } from "../../backends/errors";
import type { Values } from "../../engine/kind";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import { BULK_TREE } from "../../run/stack/held";
import { bulkCalls, bulkId, knownOutputs } from "../bulk/calls";
import { contentsIn } from "../bulk/contents";
import type { Served } from "./served";

/** An `OrgTree` as one resource, whose entries the engine itself shows: its contents are a map. */
export const servedBulkTree: Served = {
  name: BULK_TREE,
  properties: {},
  isSecret: (name) => name === "initialPasswordSecret",
  calls: (open) => bulkCalls(open, "map"),
  previewedCreate: (_, inputs) => {
    const id = isUnknown(inputs.org) ? "" : bulkId(inputs);
    return Promise.resolve({ id, outputs: { ...previewed(inputs), tenant: UNKNOWN } });
  },
  previewedUpdate: ({ tenant, schema }, inputs) => ({ ...previewed(inputs), tenant, schema }),
  named() {
    throw new InvalidError(
      'an OrgTree can\'t be imported: give it adopt: "only", and it takes over what exists',
    );
  },
  imported: (_, live) => live,
};

/** Of a new node the id is unknown where the server chooses it. */
function previewed(inputs: Values): Values {
  const keys = Object.keys(contentsIn(inputs.tree).nodes);
  const open: Values = Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
  const nodeIds = { ...open, ...(inputs.nodeIds as Values | undefined) };
  return { ...knownOutputs({ ...inputs, nodeIds }), held: UNKNOWN };
}
