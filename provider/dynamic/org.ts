import { delegate } from "../adapter/delegate";
import { org } from "../handlers/org";

export = delegate(org);
