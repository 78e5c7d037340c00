import { delegate } from "../adapter/delegate";
import { orgMembers } from "../handlers/org-members";

export = delegate(orgMembers);
