import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { appOf, apps, createApp, deleteApp, newSecret, updateApp } from "../model/apps";
import { APPS, type AppRow } from "../model/tables";
import { malformed } from "../wire/failure";
import { filledKey, flag, key, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json } from "../views";
import { APP_FIELDS, NEW_APP_FIELDS, appView, settingsOf, simpleView } from "./app-fields";
import { same } from "../../same";

/** What names one app. */
export const APP = z.object({ appId: filledKey });

const NEW = z.object({ ...NEW_APP_FIELDS, appName: text.min(1) });

/** An app of one's own needs an identifier; one from a template is not made here. */
function create({ db, keys }: Context, input: z.output<typeof NEW>) {
  if (!input.appIdentifier) throw malformed("appIdentifier");
  const app = createApp(db, {
    identifier: input.appIdentifier,
    name: input.appName,
    settings: settingsOf(input),
  });
  return appView(keys.userPoolId, app);
}

const CHANGE = z.object({ ...APP_FIELDS, appId: filledKey, appName: optional(text.min(1)) });

function change({ db }: Context, input: z.output<typeof CHANGE>) {
  const app = appOf(db, input.appId);
  updateApp(db, app, {
    settings: settingsOf(input, json(app.settings)),
    ...(input.appName && { name: input.appName }),
    ...(input.appIdentifier && { identifier: input.appIdentifier }),
  });
}

const LISTING = z.object({
  ...paging,
  ...same(optional(flag), "isIntegrateApp", "isSelfBuiltApp", "ssoEnabled"),
  keywords: optional(text),
  all: optional(flag),
});

/** A switch that is off filters nothing: the official client always sends all of them. */
const listing =
  (view: typeof appView) =>
  ({ db, keys }: Context, input: z.output<typeof LISTING>) => {
    const wanted = ({ name, identifier, settings }: AppRow) =>
      (!input.isIntegrateApp || Boolean(input.isSelfBuiltApp)) &&
      (!input.ssoEnabled || json(settings)["ssoEnabled"] === true) &&
      `${name}\n${identifier}`.includes(input.keywords ?? "");
    const found = apps(db).filter(wanted);
    const page = input.all ? { page: 1, limit: Infinity } : input;
    return pageOf(found, page, (app) => view(keys.userPoolId, app));
  };

const reading =
  (view: typeof appView) =>
  ({ db, keys }: Context, { appId }: z.output<typeof APP>) =>
    view(keys.userPoolId, appOf(db, appId));

const STRATEGY = APP.extend({ permissionStrategy: z.enum(["ALLOW_ALL", "DENY_ALL"]) });

/** Applications. */
export const appRoutes: Endpoint[] = [
  post("create-application", NEW, create),
  post("update-application", CHANGE, change),
  post("delete-application", APP, ({ db }, { appId }) => {
    deleteApp(db, appOf(db, appId).id);
  }),
  get("get-application", APP, reading(appView)),
  get("get-application-simple-info", APP, reading(simpleView)),
  get("list-applications", LISTING, listing(appView)),
  get("list-application-simple-info", LISTING, listing(simpleView)),
  get("get-application-secret", APP, ({ db }, { appId }) => ({ secret: appOf(db, appId).secret })),
  post("refresh-application-secret", APP, ({ db }, { appId }) => ({
    secret: updateApp(db, appOf(db, appId), { secret: newSecret() }).secret,
  })),
  get("get-application-permission-strategy", APP, ({ db }, { appId }) => ({
    permissionStrategy: appOf(db, appId).strategy,
  })),
  post("update-application-permission-strategy", STRATEGY, ({ db }, input) => {
    updateApp(db, appOf(db, input.appId), { strategy: input.permissionStrategy });
  }),
  post("check-domain-available", z.object({ domain: key }), ({ db }, { domain: identifier }) => ({
    available: !APPS.has(db, { identifier }),
  })),
];
