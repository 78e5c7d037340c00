import { delegate } from "../adapter/delegate";
import { node } from "../handlers/node";

export = delegate(node);
