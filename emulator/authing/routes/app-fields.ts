import { z } from "zod";
import { given } from "../model/keys";
import { type AppRow } from "../model/tables";
import { anything, flag, key, optional, text, unserved } from "../wire/fields";
import { json } from "../views";
import { type Shape } from "../wire/shape";
import { pick, same } from "../../same";

const uris = optional(z.array(text));

/** What an app is made or changed with; what kind it is can't be changed. */
export const APP_FIELDS = {
  appIdentifier: optional(key),
  appLogo: optional(text),
  appDescription: optional(text),
  defaultProtocol: optional(z.enum(["oidc", "oauth", "saml", "cas", "asa"])),
  redirectUris: uris,
  logoutRedirectUris: uris,
  initLoginUri: optional(text),
  ssoEnabled: optional(flag),
  oidcConfig: optional(anything),
  samlProviderEnabled: optional(flag),
  samlConfig: optional(anything),
  oauthProviderEnabled: optional(flag),
  oauthConfig: optional(anything),
  casProviderEnabled: optional(flag),
  ssoShowLaunchpad: optional(flag),
  ...unserved("there are no approvals", "enablePermissionApply"),
  ...unserved("apps are not made from templates", "template", "templateData"),
  ...same(optional(anything), "casConfig", "loginConfig", "registerConfig", "brandingConfig"),
};

const KINDS = [
  "web",
  "spa",
  "native",
  "api",
  "mfa",
  "mini-program",
  "gateway-app",
  "gateway-agent",
];

/** What only a new app is given. */
export const NEW_APP_FIELDS = {
  ...APP_FIELDS,
  appType: optional(z.enum(KINDS as [string])),
};

/** Blocks of settings: a change writes the keys that it gives and leaves the others. */
const BLOCKS = [
  "oidcConfig",
  "samlConfig",
  "oauthConfig",
  "casConfig",
  "loginConfig",
  "registerConfig",
  "brandingConfig",
];

const BLANK = {
  appLogo: "https://files.authing.co/authing-console/default-app-logo.png",
  appDescription: "",
  appType: "web",
  defaultProtocol: "oidc",
  redirectUris: [],
  logoutRedirectUris: [],
  initLoginUri: "",
  ssoEnabled: false,
  oidcConfig: {
    grant_types: ["authorization_code"],
    response_types: ["code"],
    id_token_signed_response_alg: "HS256",
    token_endpoint_auth_method: "client_secret_post",
    authorization_code_expire: 600,
    id_token_expire: 1_209_600,
    access_token_expire: 1_209_600,
    refresh_token_expire: 2_592_000,
    skip_consent: true,
  },
  samlProviderEnabled: false,
  oauthProviderEnabled: false,
  casProviderEnabled: false,
  loginConfig: {
    mergeLoginAndRegisterPage: false,
    enabledBasicLoginMethods: ["USERNAME_PASSWORD", "EMAIL_PASSWORD", "PHONE_PASSWORD"],
    defaultLoginMethod: { connectionType: "PASSWORD" },
    enabledExtIdpConns: [],
    showAuthorizationPage: false,
  },
  registerConfig: {
    enabledBasicRegisterMethods: ["EMAIL_PASSWORD"],
    defaultRegisterMethod: "PASSWORD",
  },
  brandingConfig: {},
  customBrandingEnabled: false,
  customSecurityEnabled: false,
};

/** The settings of an app after a request, as the text of their column. */
export function settingsOf(input: object, before: Shape = BLANK): string {
  const { appId, appName, appIdentifier, ...rest } = given(input as Shape);
  const blocks = BLOCKS.filter((name) => rest[name] && before[name]).map((name) => [
    name,
    { ...(before[name] as Shape), ...(rest[name] as Shape) },
  ]);
  return JSON.stringify({ ...before, ...rest, ...Object.fromEntries(blocks) });
}

/** `ApplicationDto`; the secret has an endpoint of its own. */
export function appView(userPoolId: string, app: AppRow): Shape {
  return {
    appId: app.key,
    appIdentifier: app.identifier,
    appName: app.name,
    userPoolId,
    isIntegrateApp: false,
    ...json(app.settings),
  };
}

/** `ApplicationSimpleInfoDto`. */
export const simpleView = (userPoolId: string, app: AppRow): Shape =>
  pick(
    appView(userPoolId, app),
    ...["appId", "appIdentifier", "appName", "appLogo", "appDescription", "appType"],
    "isIntegrateApp",
  );
