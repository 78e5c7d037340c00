import { delegate } from "../adapter/delegate";
import { orgMember } from "../handlers/org-member";

export = delegate(orgMember);
