import { copied, type Settings, type ValuesOf } from "../../configuration/setting";

export const settings = {
  accessKeyId: {
    schema: copied,
    doc: "Id of an access key: the user pool's, or an administrator's.",
    formerly: "username",
  },
  accessKeySecret: {
    schema: copied,
    doc: "The access key's secret.",
    secret: true,
    formerly: "password",
  },
} as const satisfies Settings;

/** The settings that only Authing has. */
export type Own = ValuesOf<typeof settings>;
