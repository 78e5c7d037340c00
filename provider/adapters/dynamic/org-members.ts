import { delegate } from "../delegate";
import { orgMembers } from "../../kinds/org-members";

export = delegate(orgMembers);
