import { copied, text, type Settings, type ValuesOf } from "../../configuration/setting";

const segment = text.regex(
  /^[^/\\\s?#;%]+$/,
  "a realm's name has no white space, and none of / \\ ? # ; %",
);

export const settings = {
  realm: { schema: segment, doc: "The realm, which is the org." },
  clientId: {
    schema: copied.optional(),
    doc: "The client whose service account asks, or where somebody with a username signs in.",
    byDefault: "with a username, `admin-cli`",
  },
  clientSecret: {
    schema: copied.optional(),
    doc: "The client's secret, for its service account.",
    secret: true,
  },
  username: {
    schema: text.optional(),
    doc: "An administrator, in place of a service account.",
    unless: "clientSecret",
  },
  password: {
    schema: text.optional(),
    doc: "Their password.",
    secret: true,
    exact: true,
    unless: "clientSecret",
  },
  authRealm: {
    schema: segment.optional(),
    doc: "The realm that the client or the administrator is of.",
    byDefault: "the client: `realm`; an administrator: `master`",
  },
} as const satisfies Settings;

/** The settings that only Keycloak has. */
export type Own = ValuesOf<typeof settings>;
