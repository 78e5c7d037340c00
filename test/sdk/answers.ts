// Bodies as the server writes them, for servers of tests.

type Fields = Readonly<Record<string, unknown>>;

export const wireOrg = (fields: Fields = {}) => ({
  ...{ oid: "o", name: "Acme", owner: "admin", role: "owner" },
  ...{ dept_uid: "dept", group_uid: "group", direct_uid: "direct", manager_uid: "manager" },
  ...{ app_group_uid: "apps", default_app_group_uid: "default" },
  ...{ role_uid: "role", label_uid: "label" },
  ...fields,
});

export const wireNode = (fields: Fields = {}) => ({
  ...{ node_uid: "d_a", uid: "a", node_subject: "dept", dept_id: 1, name: "A", remark: "" },
  ...{ parent_uid: "dept", parent_node_uid: "d_dept", parent_name: "Acme" },
  ...{ visibility: 1, node_scope: [], user_scope: [] },
  ...fields,
});

export const wireUser = (fields: Fields = {}) => ({
  ...{ user_id: 2, username: "ada", name: "Ada", mobile: "", gender: 0, avatar: "" },
  ...{ private_email: "", is_settled: false, is_manager: false, is_admin: false },
  ...{ is_extern_user: false, origin_verbose: "脚本添加", require_reset_password: false },
  ...{ has_password: true, created: "2020-05-01T09:00:00+08:00", last_active_time: null },
  ...fields,
});

export const wireMember = (fields: Fields = {}) => ({
  ...wireUser(),
  ...{ email: "", employee_number: "", position: "", hiredate: null, remark: "" },
  ...fields,
});

export const wireRecord = (fields: Fields = {}) => ({
  ...{ user: wireUser(fields), groups: [], depts: [], nodes: [] },
});

export const wireSession = (fields: Fields = {}) => ({
  ...wireUser(),
  ...{ uuid: "2071fd515bbd45f385f05ae3e9b07f52", token: "t1", perms: [], roles: [] },
  ...fields,
});

export const wirePerm = (fields: Fields = {}) => ({
  ...{ perm_id: 1, uid: "p", name: "P", remark: "", scope: "ci", action: "", subject: "app" },
  ...fields,
});

export const wireOauth = {
  ...{ client_id: "id", client_secret: "s3cret", redirect_uris: "", more_detail: [] },
  ...{ client_type: "confidential", authorization_grant_type: "authorization-code" },
};

export const wireApp = (fields: Fields = {}) => ({
  ...{ app_id: 1, uid: "ci", name: "CI", index: "", logo: "", remark: "", auth_protocols: [] },
  ...{ allow_any_user: false, oauth_app: null, ldap_app: null, http_app: null, saml_app: null },
  ...fields,
});

export const wirePage = (results: readonly unknown[], fields: Fields = {}) => ({
  ...{ count: results.length, next: null, previous: null, results },
  ...fields,
});
