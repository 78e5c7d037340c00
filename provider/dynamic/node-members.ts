import { delegate } from "../adapter/delegate";
import { nodeMembers } from "../handlers/node-members";

export = delegate(nodeMembers);
