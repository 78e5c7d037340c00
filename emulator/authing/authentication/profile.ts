import { z } from "zod";
import { type Context, type Endpoint, get, open, post } from "../endpoint";
import { groupsOfUser } from "../model/groups";
import { appsOfUser } from "../model/app-access";
import { updateUser } from "../model/users";
import { departmentsOfUser } from "../routes/department-members";
import { WANTED, authorizedOf } from "../routes/resource-grants";
import { rolesHeld } from "../routes/role-targets";
import { USER_FIELDS, userColumns } from "../routes/user-fields";
import { PARTS, off, optional, paging, text } from "../wire/fields";
import { pageOf, wholeOf } from "../wire/pages";
import { json, userView } from "../views";
import { callingUser } from "./caller";

/** What proves people: it is changed by codes, and refused here. */
const proof = (name: string, path: string) => {
  const message = `${name} can't be changed by update-profile: use ${path}`;
  return z.custom<undefined>((value) => value === undefined, message).optional();
};

/** What people may write of themselves. */
const { status: _status, ...OWN } = USER_FIELDS;
const CHANGE = z.object({
  ...OWN,
  phone: proof("phone", "update-phone"),
  email: proof("email", "update-email"),
  password: proof("password", "update-password"),
});

function change(context: Context, input: z.output<typeof CHANGE>) {
  const user = callingUser(context);
  const changed = updateUser(context.db, user, userColumns(input, user));
  return userView(context.db, changed, { withCustomData: true });
}

/** A sum of what is set; the reference's scale is not known. */
function security(context: Context) {
  const { password, email, phone, profile } = callingUser(context);
  const facts = {
    passwordSet: password !== null,
    emailBinded: email !== null,
    phoneBinded: phone !== null,
  };
  return {
    ...facts,
    mfaEnrolled: false,
    passwordSecurityLevel: json(profile)["passwordSecurityLevel"] ?? null,
    securityScore: Object.values(facts).filter(Boolean).length * 25,
  };
}

const DEPARTMENTS = z.object({ ...paging, withCustomData: off });

/** What people see of themselves. */
export const profileRoutes: Endpoint[] = [
  get("get-profile", z.object(PARTS), (context, input) =>
    userView(context.db, callingUser(context), input),
  ),
  post("update-profile", CHANGE, change),
  get("get-security-info", z.object({}), security),
  get("get-my-role-list", z.object({ namespace: optional(text) }), (context, input) =>
    rolesHeld(context, callingUser(context), input.namespace),
  ),
  get("get-my-group-list", z.object({}), (context) => {
    const groups = groupsOfUser(context.db, callingUser(context).id);
    return wholeOf(
      groups.map(({ key: id, code, name, description, type }) => ({
        ...{ id, code, name, description, type },
      })),
    );
  }),
  get("get-my-department-list", DEPARTMENTS, (context, input) =>
    pageOf(departmentsOfUser(context, callingUser(context), input.withCustomData), input),
  ),
  get("get-my-authorized-resources", z.object(WANTED), (context, input) =>
    authorizedOf(context, callingUser(context).id, input),
  ),
  get("get-my-accessible-apps", z.object({}), (context) => {
    const { id } = callingUser(context);
    return appsOfUser(context.db, id).map(({ key, name, strategy, settings }) => ({
      appId: key,
      appName: name,
      appLogo: json(settings)["appLogo"],
      appLoginUrl: json(settings)["initLoginUri"],
      appDefaultLoginStrategy: strategy,
    }));
  }),
].map(open);
