import { type Endpoint } from "../endpoint";
import { departmentMemberRoutes } from "./department-members";
import { departmentRoutes } from "./departments";
import { organizationRoutes } from "./organizations";
import { tokenRoutes } from "./tokens";
import { userListRoutes } from "./user-list";
import { userRoutes } from "./users";

/** Every endpoint of the API. */
export const endpoints: Endpoint[] = [
  ...tokenRoutes,
  ...organizationRoutes,
  ...departmentRoutes,
  ...departmentMemberRoutes,
  ...userRoutes,
  ...userListRoutes,
];
