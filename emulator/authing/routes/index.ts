import { accountRoutes } from "../authentication/account";
import { bindingRoutes } from "../authentication/bindings";
import { passCodeRoutes } from "../authentication/pass-codes";
import { profileRoutes } from "../authentication/profile";
import { signInRoutes } from "../authentication/sign-in";
import { type Endpoint } from "../endpoint";
import { appAccessRoutes } from "./app-access";
import { appRoutes } from "./apps";
import { customFieldRoutes } from "./custom-fields";
import { dataPolicyRoutes } from "./data-policies";
import { departmentMemberRoutes } from "./department-members";
import { departmentRoutes } from "./departments";
import { groupRoutes } from "./groups";
import { namespaceRoutes } from "./namespaces";
import { organizationRoutes } from "./organizations";
import { resourceGrantRoutes } from "./resource-grants";
import { resourceRoutes } from "./resources";
import { roleTargetRoutes } from "./role-targets";
import { roleRoutes } from "./roles";
import { tokenRoutes } from "./tokens";
import { userFactRoutes } from "./user-facts";
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
