import { copied, text, type Settings, type ValuesOf } from "../../configuration/setting";

export const settings = {
  username: {
    schema: text.optional(),
    doc: "Who asks: a system administrator, or for what they own an org's owner.",
    unless: "token",
  },
  password: {
    schema: text.optional(),
    doc: "Their password.",
    secret: true,
    exact: true,
    unless: "token",
  },
  token: {
    schema: copied.optional(),
    doc: "In place of username and password.",
    secret: true,
  },
} as const satisfies Settings;

/** The settings that only ArkID has. */
export type Own = ValuesOf<typeof settings>;
