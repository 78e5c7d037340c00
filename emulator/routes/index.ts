import { authRoutes } from "./auth";
import { nodeChildrenRoutes } from "./node-children";
import { nodeMemberRoutes } from "./node-members";
import { nodeTreeRoutes } from "./node-tree";
import { nodeRoutes } from "./nodes";
import { orgMemberRoutes } from "./org-members";
import { orgRoutes } from "./orgs";
import { type Resource } from "./router";
import { statusRoutes } from "./status";
import { userNodeRoutes } from "./user-nodes";
import { userRoutes } from "./users";

/** Every resource of the API. */
export const routes: Resource[] = [
  ...authRoutes,
  ...statusRoutes,
  ...orgRoutes,
  ...orgMemberRoutes,
  ...nodeChildrenRoutes,
  ...nodeTreeRoutes,
  ...nodeMemberRoutes,
  ...nodeRoutes,
  ...userRoutes,
  ...userNodeRoutes,
];
