import { z } from "zod";
import { type Context, type Endpoint, get, open, post } from "../endpoint";
import { namespaceById } from "../model/namespaces";
import { groupsOfUser } from "../model/groups";
import { apps } from "../model/apps";
import { rolesOfUser } from "../model/roles";
import { updateUser } from "../model/users";
import { departmentsOfUser } from "../routes/department-members";
import { authorizedOf } from "../routes/resource-grants";
import { USER_FIELDS, userColumns } from "../routes/user-fields";
import { PARTS, optional, paging, text } from "../wire/fields";
import { pageOf, wholeOf } from "../wire/pages";
import { json, userView } from "../views";
import { callingUser } from "./caller";

/** What people may not write of themselves: what proves them is changed by codes. */
const { password: _, email: _email, phone: _phone, status: _status, ...OWN } = USER_FIELDS;
const CHANGE = z.object(OWN);

function change(context: Context, input: z.output<typeof CHANGE>) {
  const user = callingUser(context);
  const changed = updateUser(context.db, user, userColumns(input, user));
  return userView(context.db, changed, { withCustomData: true });
}

function roles(context: Context, { namespace }: { namespace?: string | null | undefined }) {
  const held = rolesOfUser(context.db, callingUser(context).id).map((role) => ({
    code: role.code,
    description: role.description ?? "",
    namespace: namespaceById(context.db, role.namespace).code,
  }));
  const list = held.filter((role) => !namespace || role.namespace === namespace);
  return wholeOf(list);
}

/** A sum of what is set; the reference's scale is not known. */
function security(context: Context) {
  const { password, email, phone } = callingUser(context);
  const facts = {
    passwordSet: password !== null,
    emailBinded: email !== null,
    phoneBinded: phone !== null,
  };
  return {
    ...facts,
    mfaEnrolled: false,
    passwordSecurityLevel: Number(facts.passwordSet),
    securityScore: Object.values(facts).filter(Boolean).length * 25,
  };
}

/** What people see of themselves. */
export const profileRoutes: Endpoint[] = [
  get("get-profile", z.object(PARTS), (context, input) =>
    userView(context.db, callingUser(context), input),
  ),
  post("update-profile", CHANGE, change),
  get("get-security-info", z.object({}), security),
  get("get-my-role-list", z.object({ namespace: optional(text) }), roles),
  get("get-my-group-list", z.object({}), (context) => {
    const groups = groupsOfUser(context.db, callingUser(context).id);
    return wholeOf(
      groups.map(({ key: id, code, name, description, type }) => ({
        ...{ id, code, name, description, type },
      })),
    );
  }),
  get("get-my-department-list", z.object(paging), (context, input) =>
    pageOf(departmentsOfUser(context, callingUser(context)), input),
  ),
  get("get-my-authorized-resources", z.object({ namespace: optional(text) }), (context, input) =>
    authorizedOf(context, callingUser(context).id, input.namespace),
  ),
  get("get-my-accessible-apps", z.object({}), ({ db }) =>
    apps(db).map(({ key, name, strategy, settings }) => ({
      appId: key,
      appName: name,
      appLogo: json(settings)["appLogo"],
      appLoginUrl: json(settings)["initLoginUri"],
      appDefaultLoginStrategy: strategy,
    })),
  ),
].map(open);
