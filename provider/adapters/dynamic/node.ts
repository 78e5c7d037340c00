import { delegate } from "../delegate";
import { node } from "../../kinds/node/node";

export = delegate(node);
