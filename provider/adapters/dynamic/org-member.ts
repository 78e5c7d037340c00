import { delegate } from "../delegate";
import { orgMember } from "../../kinds/org-member/org-member";

export = delegate(orgMember);
