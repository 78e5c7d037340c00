import type { z } from "zod";
import type { seedFile } from "../../../../emulator/seed/format";

/** An org with something of every kind. */
export const seed: z.input<typeof seedFile> = {
  users: [
    { username: "adalovelace", name: "Ada Lovelace", email: "ada@acme.example", gender: 2 },
    { username: "wangxuan", name: "王选", mobile: "13800000000" },
    { username: "grace", name: "yes" },
    { username: "noone", name: "<script>| \u202e x" },
  ],
  orgs: [
    {
      name: "Acme 公司",
      members: [
        { username: "adalovelace", position: "Engineer", hiredate: "2026-03-01T00:00:00+08:00" },
        { username: "noone" },
      ],
      departments: [
        {
          ...{ name: "研发部", uid: "yanfabu", users: ["wangxuan", "adalovelace"] },
          children: [
            {
              ...{ name: "Platform", uid: "platform", remark: 'makes "tools"' },
              ...{ visibility: 4, nodeScope: ["d_hr"], userScope: ["grace"] },
              children: [{ name: "HR", uid: "hr2" }],
            },
          ],
        },
        { name: "HR", uid: "hr", users: ["grace"], visibility: 2 },
      ],
      direct: [{ name: "Direct one", uid: "direct1" }],
      roles: [
        {
          ...{ name: "On call", uid: "oncall", acceptUser: false },
          children: [{ name: "Night", uid: "night", users: ["grace"] }],
        },
      ],
      labels: [{ name: "Remote", uid: "remote" }],
      managers: [
        {
          ...{ name: "Bosses", uid: "bosses", users: ["grace"] },
          managerGroup: {
            ...{ nodes: ["d_yanfabu"], users: [], apps: ["ci"], perms: ["app_ci_deploy"] },
            scope_subject: 2,
          },
        },
      ],
      categories: [{ name: "Guilds", uid: "guilds", children: [{ name: "Go", uid: "go" }] }],
      apps: [
        {
          ...{ uid: "ci", name: "CI", ldap: true },
          oauth: {
            redirect_uris: "https://ci.example/cb",
            ...{ client_type: "public", authorization_grant_type: "implicit" },
          },
        },
        { uid: "wiki", name: "维基", allowAnyUser: true, remark: "docs" },
      ],
    },
  ],
  perms: [{ uid: "app_ci_deploy", name: "Deploy", scope: "ci", remark: "may deploy" }],
  grants: [
    { perm: "app_ci_deploy", node: "d_platform", status: 1 },
    { perm: "app_ci_deploy", user: "grace", status: -1 },
    { perm: "app_ci_access", node: "d_hr", status: 1 },
  ],
};
