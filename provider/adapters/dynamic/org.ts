import { delegate } from "../delegate";
import { org } from "../../kinds/org";

export = delegate(org);
