import { InvalidError } from "../../backends/errors";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import { BULK_TREE } from "../../run/stack/held";
import { bulkCalls, bulkId, knownOutputs } from "../bulk/calls";
import type { Served } from "./served";

/** An `OrgTree` as one resource, whose entries the engine itself shows: its contents are a map. */
export const servedBulkTree: Served = {
  name: BULK_TREE,
  properties: {},
  isSecret: (name) => name === "initialPasswordSecret",
  calls: (open) => bulkCalls(open, "map"),
  previewedCreate: (_, inputs) => {
    const id = isUnknown(inputs.org) ? "" : bulkId(inputs);
    const outputs = { ...knownOutputs(inputs), held: UNKNOWN, tenant: UNKNOWN };
    return Promise.resolve({ id, outputs });
  },
  previewedUpdate: ({ tenant, schema }, inputs) => ({
    ...knownOutputs(inputs),
    ...{ held: UNKNOWN, tenant, schema },
  }),
  named() {
    throw new InvalidError(
      'an OrgTree can\'t be imported: give it adopt: "only", and it takes over what exists',
    );
  },
  imported: (_, live) => live,
};
