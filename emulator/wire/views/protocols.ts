/** What an app's owner has to know to use a protocol; the texts are the reference's own. */
type Detail = [name: string, key: string, value: string][];

const details = (rows: Detail) => rows.map(([name, key, value]) => ({ name, key, value }));

/** OAuth 2.0. */
export const oauthDetails = (origin: string) =>
  details([
    ["认证地址", "auth_url", `${origin}/oauth/authorize/`],
    ["获取token地址", "token_url", `${origin}/oauth/token/`],
    ["身份信息地址", "profile_url", `${origin}/oauth/userinfo/`],
  ]);

/** LDAP. */
export const ldapDetails = (origin: string) => {
  const { host } = new URL(origin);
  return details([
    ["内网地址", "internal_addr", "ldap://localhost"],
    ["外网地址", "intra_addr", `ldap://${host}, ldaps://${host}`],
    ["管理员账号(bind_dn)", "bind_dn", "cn=admin,dc=example,dc=org"],
    ["管理员密码(password)", "password", "admin"],
    ["基本目录(base_dn)", "base_dn", "dc=example,dc=org"],
    ["人员目录(user_base_dn)", "user_base_dn", "ou=people,dc=example,dc=org"],
    ["部门目录(dept_base_dn)", "dept_base_dn", "ou=dept,dc=example,dc=org"],
    ["组目录(group_base_dn)", "group_base_dn", "cn=intra,ou=group,dc=example,dc=org"],
    ["人员唯一标识", "uid_name", "uid"],
  ]);
};

/** Plain HTTP. */
export const httpDetails = (origin: string) =>
  details([
    ["登录地址", "login_url", `${origin}/siteapi/v1/ucenter/login/`],
    ["登录参数(POST)", "login_params", '-d "username=${username}&password=${password}"'],
    ["token认证地址", "token_auth_url", `${origin}/siteapi/v1/auth/token/`],
    ["认证参数(GET)", "token_auth_params", '-H "authorization: token ${token}"'],
    ["详细内容以及更多接口支持", "api_docs", "https://oneid1.docs.apiary.io/"],
  ]);

/** SAML. */
export const samlDetails = (origin: string) =>
  details([
    ["IdP方元数据接口", "entity_id", `${origin}/saml/metadata`],
    ["IdP单点登录SSO接口", "sso", `${origin}/saml/sso/redirect;${origin}/saml/sso/post`],
  ]);
