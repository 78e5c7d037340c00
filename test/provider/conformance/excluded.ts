/**
 * What each system lacks, by resource and property, with the reason that a preview gives; all else
 * does on every system. `kind` is a kind of resource that is lacking altogether.
 */
export const excluded: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  arkid: { "User nickname": /keeps one name of a person/ },
  authing: {
    "Node manager kind": /no nodes of the kind "manager"/,
    ...ofNodes("acceptsMembers", /takes people into every/),
    ...ofNodes("visibility", /shows all departments/),
    ...ofNodes("visibleToNodes", /shows all departments/),
    ...ofNodes("visibleToUsers", /shows all departments/),
    "NodeMembers ordered": /keeps no order/,
    "OrgMember email": /keeps nothing of a person/,
    "OrgMember employeeNumber": /keeps nothing of a person/,
    "OrgMember position": /keeps nothing of a person/,
    "OrgMember hireDate": /keeps nothing of a person/,
    "OrgMember description": /keeps nothing of a person/,
    "App ldap": /no such protocol/,
    "App http": /no such protocol/,
    "PermGrants deploy denyUsers": /can deny the use of an app/,
    "PermGrants deploy denyNodes": /can deny the use of an app/,
  },
  keycloak: {
    "Node manager kind": /no nodes of the kind "manager"/,
    ...ofNodes("visibility", /shows groups to whoever/),
    ...ofNodes("visibleToNodes", /shows groups to whoever/),
    ...ofNodes("visibleToUsers", /shows groups to whoever/),
    "OrgMember email": /keeps nothing of a person/,
    "OrgMember employeeNumber": /keeps nothing of a person/,
    "OrgMember position": /keeps nothing of a person/,
    "OrgMember hireDate": /keeps nothing of a person/,
    "OrgMember description": /keeps nothing of a person/,
    "App allowAnyUser": /lets everybody of the realm sign in/,
    "App ldap": /no such protocol/,
    "App http": /no such protocol/,
    "App saml": /has one protocol/,
    "PermGrants deploy denyUsers": /can deny nobody a role/,
    "PermGrants deploy denyNodes": /can deny nobody a role/,
    "PermGrants access kind": /has no access list of an app/,
  },
};

/** What each system does not keep and a program can do without, with what a preview says of it. */
export const ignored: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  keycloak: {
    ...ofNodes("acceptsMembers", /takes people into every group, so acceptsMembers is ignored/),
    "NodeMembers ordered": /keeps no order of people, so ordered is ignored/,
  },
};

/** Lists that nobody leaves but by another way. */
export const bound: Readonly<Record<string, readonly string[]>> = {
  // With the account.
  keycloak: ["OrgMember", "OrgMembers"],
};

function ofNodes(property: string, reason: RegExp): Readonly<Record<string, RegExp>> {
  const kinds = ["department", "group", "role", "label", "direct"];
  return Object.fromEntries(kinds.map((kind) => [`Node ${kind} ${property}`, reason]));
}
