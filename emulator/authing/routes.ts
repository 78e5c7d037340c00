import { accountRoutes } from "./authentication/account";
import { bindingRoutes } from "./authentication/bindings";
import { passCodeRoutes } from "./authentication/pass-codes";
import { profileRoutes } from "./authentication/profile";
import { signInRoutes } from "./authentication/sign-in";
import { type Endpoint } from "./endpoint";
import { appAccessRoutes } from "./routes/app-access";
import { appRoutes } from "./routes/apps";
import { customFieldRoutes } from "./routes/custom-fields";
import { dataPolicyRoutes } from "./routes/data-policies";
import { departmentMemberRoutes } from "./routes/department-members";
import { departmentRoutes } from "./routes/departments";
import { groupRoutes } from "./routes/groups";
import { namespaceRoutes } from "./routes/namespaces";
import { organizationRoutes } from "./routes/organizations";
import { resourceGrantRoutes } from "./routes/resource-grants";
import { resourceRoutes } from "./routes/resources";
import { roleTargetRoutes } from "./routes/role-targets";
import { roleRoutes } from "./routes/roles";
import { systemRoutes } from "./routes/system";
import { tokenRoutes } from "./routes/tokens";
import { userFactRoutes } from "./routes/user-facts";
import { userListRoutes } from "./routes/user-list";
import { userRoutes } from "./routes/users";

/** Every endpoint of the API. */
export const endpoints: Endpoint[] = [
  ...systemRoutes,
  ...tokenRoutes,
  ...organizationRoutes,
  ...departmentRoutes,
  ...departmentMemberRoutes,
  ...userRoutes,
  ...userListRoutes,
  ...userFactRoutes,
  ...groupRoutes,
  ...namespaceRoutes,
  ...roleRoutes,
  ...roleTargetRoutes,
  ...resourceRoutes,
  ...resourceGrantRoutes,
  ...dataPolicyRoutes,
  ...customFieldRoutes,
  ...signInRoutes,
  ...passCodeRoutes,
  ...accountRoutes,
  ...bindingRoutes,
  ...profileRoutes,
  ...appRoutes,
  ...appAccessRoutes,
];
