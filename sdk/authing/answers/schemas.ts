import { z } from "zod";

// What the vendor's documents promise of each object and somebody here relies on. What they call
// optional may be null as well; more fields than these are welcome.

const id = z.string().min(1);
const text = z.string();
const optionalText = z.string().nullish();
const count = z.int().min(0);
/** Settings whose form the vendor does not publish. */
const settings = z.record(z.string(), z.unknown()).nullish();

export const done = z.looseObject({ success: z.literal(true) });

export const organization = z.looseObject({
  organizationCode: id,
  organizationName: text,
  departmentId: id,
  description: optionalText,
  membersCount: count,
});

export const department = z.looseObject({
  organizationCode: id,
  departmentId: id,
  openDepartmentId: optionalText,
  name: text,
  description: optionalText,
  /** The root's is empty, or none. */
  parentDepartmentId: optionalText,
  membersCount: count,
});

/** A department as a person's, or as a role's. */
export const place = z.looseObject({ organizationCode: id, departmentId: id, name: text });
export const holder = z.looseObject({ id });

export const user = z.looseObject({
  userId: id,
  username: optionalText,
  name: optionalText,
  nickname: optionalText,
  email: optionalText,
  phone: optionalText,
  phoneCountryCode: optionalText,
  gender: optionalText,
  photo: optionalText,
  status: optionalText,
  departmentIds: z.array(id).nullish(),
});

/** Some servers leave the name of a role out. */
export const role = z.looseObject({ code: id, name: optionalText, description: optionalText });

export const namespace = z.looseObject({ code: id, name: optionalText });

export const listedApplication = z.looseObject({ appId: id, appIdentifier: text, appName: text });

export const application = listedApplication.extend({
  appLogo: optionalText,
  appDescription: optionalText,
  initLoginUri: optionalText,
  redirectUris: z.array(text),
  oidcConfig: settings,
  oauthProviderEnabled: z.boolean(),
  oauthConfig: settings,
  samlProviderEnabled: z.boolean(),
  samlConfig: settings,
});

export const secret = z.looseObject({ secret: id });

export const strategy = z.looseObject({ permissionStrategy: z.enum(["ALLOW_ALL", "DENY_ALL"]) });

export const applicationGrant = z.looseObject({
  targetId: id,
  targetType: id,
  effect: z.enum(["ALLOW", "DENY"]),
});

export const ids = z.array(id);
