const everybody = { view: ["admin", "user"], edit: ["admin", "user"] };
const single = { permissions: everybody, multivalued: false };

/** What a new realm takes of a person, as the server's own profile does, with one thing more. */
const PROFILE = {
  attributes: [
    {
      ...{ name: "username", displayName: "${username}", ...single },
      validations: {
        length: { min: 3, max: 255 },
        "username-prohibited-characters": {},
        "up-username-not-idn-homograph": {},
      },
    },
    {
      ...{ name: "email", displayName: "${email}", ...single, required: { roles: ["user"] } },
      validations: { email: {}, length: { max: 255 } },
    },
    ...["firstName", "lastName"].map((name) => ({
      ...{ name, displayName: `\${${name}}`, ...single },
      validations: { length: { max: 255 }, "person-name-prohibited-characters": {} },
    })),
  ],
  groups: [
    {
      name: "user-metadata",
      displayHeader: "User metadata",
      displayDescription: "Attributes, which refer to user metadata",
    },
  ],
  // Else phone, nickname and the like are dropped without a word (KEYCLOAK.md 3.3).
  unmanagedAttributePolicy: "ADMIN_EDIT",
};

/** Settings of a realm that the provider makes: in one request, so that none is left without them. */
export const NEW_REALM = {
  editUsernameAllowed: true,
  components: {
    "org.keycloak.userprofile.UserProfileProvider": [
      {
        providerId: "declarative-user-profile",
        subComponents: {},
        config: { "kc.user.profile.config": [JSON.stringify(PROFILE)] },
      },
    ],
  },
};
