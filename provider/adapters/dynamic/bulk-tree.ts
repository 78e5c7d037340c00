import { bulkCalls } from "../bulk/calls";
import { delegate } from "../delegate";

export = delegate((open) => bulkCalls(open, "text"));
