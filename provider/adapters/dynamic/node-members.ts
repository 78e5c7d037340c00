import { delegate } from "../delegate";
import { nodeMembers } from "../../kinds/node-members";

export = delegate(nodeMembers);
