import { fieldRows, type Row } from "./row";

/** Of a protocol: whether it is on, or its one setting. */
const apps = fieldRows(
  {
    kind: "App",
    code: (name, inputs) => `new App("${name}", { org: acme, name: "${name}", ${inputs} });`,
    path: ({ idOf }, name) => `org/any/app/${idOf(name)}/`,
    fieldsOf: ({ oauth_app: oauth, ldap_app, http_app, saml_app: saml, ...fields }) => ({
      ...fields,
      oauth_app: (oauth as { redirect_uris: string } | null)?.redirect_uris,
      ...{ ldap_app: ldap_app !== null, http_app: http_app !== null },
      saml_app: (saml as { entity_id: string } | null)?.entity_id,
    }),
  },
  [
    {
      property: "name",
      values: ['"CI"', '"持续集成"'],
      field: "name",
      held: ["CI", "持续集成"],
      drift: "Theirs",
    },
    {
      property: "logo",
      values: ['"https://a.example/1"', "null"],
      field: "logo",
      held: ["https://a.example/1", ""],
      drift: "x",
    },
    {
      property: "description",
      values: ['"one"', '"two"'],
      field: "remark",
      held: ["one", "two"],
      drift: "theirs",
    },
    {
      property: "homepage",
      values: ['"https://a.example/1"', "null"],
      field: "index",
      held: ["https://a.example/1", ""],
      drift: "x",
    },
    {
      property: "allowAnyUser",
      values: ["false", "true"],
      field: "allow_any_user",
      held: [false, true],
      drift: false,
    },
    {
      property: "oauth",
      values: [
        '{ redirectUris: ["https://a.example/1"] }',
        '{ redirectUris: ["https://a.example/2"] }',
      ],
      field: "oauth_app",
      held: ["https://a.example/1", "https://a.example/2"],
      drift: { redirect_uris: "https://theirs.example" },
    },
    {
      property: "ldap",
      values: ["false", "true"],
      field: "ldap_app",
      held: [false, true],
      drift: null,
    },
    {
      property: "http",
      values: ["true", "false"],
      field: "http_app",
      held: [true, false],
      drift: {},
    },
    {
      property: "saml",
      values: ['{ entityId: "one", metadata: "<a/>" }', '{ entityId: "two", metadata: "<a/>" }'],
      field: "saml_app",
      held: ["one", "two"],
      drift: { entity_id: "theirs", xmldata: "<a/>" },
    },
  ],
);

const perms = fieldRows(
  {
    kind: "Perm",
    code: (name, inputs) => `new Perm("${name}", { scope: ci, name: "${name}", ${inputs} });`,
    path: ({ idOf }, name) => `perm/${idOf(name)}/`,
  },
  [
    {
      property: "name",
      values: ['"Ship"', '"发布"'],
      field: "name",
      held: ["Ship", "发布"],
      drift: "Theirs",
    },
    {
      property: "description",
      values: ['"one"', "null"],
      field: "remark",
      held: ["one", ""],
      drift: "theirs",
    },
  ],
);

/** Of apps and perms. */
export const appsAndPerms: Row[] = [...apps, ...perms];
