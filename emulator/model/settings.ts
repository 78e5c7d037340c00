import { type Database } from "../storage/database";
import { SETTINGS } from "./tables";

/** The configuration of a fresh server, as its administrators see it. */
const DEFAULTS = {
  ding_config: {
    app_key: "",
    corp_id: "",
    app_valid: false,
    corp_valid: false,
    qr_app_id: "",
    qr_app_valid: false,
  },
  account_config: {
    allow_register: false,
    allow_mobile: false,
    allow_email: false,
    allow_ding_qr: false,
    allow_alipay_qr: false,
    allow_qq_qr: false,
    allow_work_wechat_qr: false,
    allow_wechat_qr: false,
  },
  sms_config: {
    vendor: "aliyun",
    access_key: "",
    signature: "",
    signature_i18n: "",
    template_code: "",
    template_register: "",
    template_reset_pwd: "",
    template_activate: "",
    template_reset_mobile: "",
    template_login: "",
    template_code_i18n: "",
    template_register_i18n: "",
    template_reset_pwd_i18n: "",
    template_activate_i18n: "",
    template_reset_mobile_i18n: "",
    template_login_i18n: "",
    is_valid: false,
  },
  email_config: { host: "", port: 587, access_key: "", nickname: "OneID", is_valid: false },
  alipay_config: null,
  work_wechat_config: null,
  wechat_config: null,
  qq_config: null,
};

/** The configuration: blocks of values. */
type Settings = typeof DEFAULTS;

/** The configuration as it stands. */
export function settings(db: Database): Settings {
  const row = SETTINGS.find(db, { key: "config" });
  return row ? (JSON.parse(row.value) as Settings) : DEFAULTS;
}

/** Writes those values of those blocks that are known and of the right type. */
export function changeSettings(db: Database, changes: Record<string, unknown>): Settings {
  const merged = merge(settings(db), changes) as Settings;
  SETTINGS.insert(db, { key: "config", value: JSON.stringify(merged) }, "REPLACE");
  return merged;
}

function merge(old: unknown, change: unknown): unknown {
  if (typeof old !== "object" || old === null) return typeof change === typeof old ? change : old;
  if (typeof change !== "object" || change === null) return old;
  const given = change as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(old).map(([key, value]) => [key, merge(value, given[key])]),
  );
}
