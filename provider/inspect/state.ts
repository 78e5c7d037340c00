/** A stack's state as the Pulumi CLI exports it. */
export { kindIn, nameIn, parseExport, type ExportedResource } from "../run/stack/exported";
/** Values of a resource in a state, under today's names and without what only the engine needs. */
export { held as currentValues } from "../adapters/values";
