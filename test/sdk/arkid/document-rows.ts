import {
  ArkIDClient,
  type ApiResponse,
  isNotFound,
  isUnauthorized,
  nullAuthorizer,
  tokenAuthorizer,
} from "../../../sdk";
import { all, type World } from "./document-world";

/** A method of the Python client's document. */
export interface Row {
  /** As the document has it. */
  python: string;
  /** The call here, and of what comes back as much as tells that it is right. */
  call: (world: World) => unknown;
  /** What that is. */
  back: unknown;
}

const rows: Row[] = [];
const row = (python: string, call: Row["call"], back: unknown) => rows.push({ python, call, back });

const names = async (users: AsyncIterable<{ username: string }>) =>
  (await all(users)).map(({ username }) => username.replace(/\d+$/, ""));
const uids = (list: readonly { nodeUid: string }[]) =>
  list.map(({ nodeUid }) => nodeUid.replace(/\d+$/, ""));
const told = (users: readonly { username: string }[]) =>
  users.map(({ username }) => username.replace(/\d+$/, ""));
const gone = async (get: Promise<unknown>) =>
  await get.then(
    () => "there",
    (error: unknown) => (isNotFound(error) ? "gone" : error),
  );

// ConfidentialAppAuthClient
const fresh = ({ server }: World) => new ArkIDClient({ url: server.url }).auth;
row(
  "start_auth(username, password)",
  async (w) => (await fresh(w).startAuth(w.ada, w.password)).name,
  "Ada",
);
row(
  "get_token()",
  async (w) => {
    const auth = fresh(w);
    await auth.startAuth(w.ada, w.password);
    return auth.getToken().length;
  },
  40,
);
row(
  "auth_to_get_token(_username, _password)",
  async (w) => (await fresh(w).authToGetToken(w.ada, w.password)).length,
  40,
);
row(
  "revoke_token(authorizer)",
  async (w) => {
    const auth = fresh(w);
    const authorizer = tokenAuthorizer(await auth.authToGetToken(w.ada, w.password));
    await auth.revokeToken(authorizer);
    return await auth.authToken(authorizer).catch(isUnauthorized);
  },
  true,
);
row(
  "auth_token(authorizer)",
  async (w) => {
    const token = await fresh(w).authToGetToken(w.ada, w.password);
    return (await fresh(w).authToken(tokenAuthorizer(token))).name;
  },
  "Ada",
);
row(
  "get_authorizer(username, password)",
  async (w) => {
    const authorizer = await fresh(w).getAuthorizer(w.ada, w.password);
    return (await new ArkIDClient({ url: w.server.url, authorizer }).ucenter.profile()).name;
  },
  "Ada",
);

// UserClient
row(
  "query_user_list(keyword, wechat_unionid, page, page_size)",
  async ({ admin, ada, n }) => [
    await names(admin.user.list({ keyword: ada })),
    await names(admin.user.list({ wechatUnionid: "o6_bm" })),
    told(
      (await admin.user.list({ keyword: String(1000 + n) }).page({ page: 2, pageSize: 1 })).items,
    ),
  ],
  [["ada"], [], ["bob"]],
);
row(
  "query_isolated_user(page, page_size)",
  async ({ admin, ada, bob }) => {
    const isolated = await all(admin.user.isolated());
    const { items } = await admin.user.isolated().page({ page: 1, pageSize: 2 });
    const has = (username: string) => isolated.some((user) => user.username === username);
    return [has(bob), has(ada), told(items)];
  },
  [true, false, ["bob"]],
);
row("query_user(username)", async (w) => (await w.admin.user.get(w.ada)).name, "Ada");
row(
  "create_user(json_body: group_uids, dept_uids, user, node_uids)",
  async ({ admin, n, dept, group }) => {
    const nodes = [dept.nodeUid, group.nodeUid];
    const user = await admin.user.create({ username: `eve${1000 + n}`, password: "pw", nodes });
    return [user.hasPassword, uids(user.nodes ?? [])];
  },
  [true, ["g_role", "d_dev"]],
);
row(
  "update_user(username, json_body)",
  async ({ admin, ada, n }) => {
    const privateEmail = `ada@org${n}.example`;
    return (await admin.user.update(ada, { privateEmail })).privateEmail === privateEmail;
  },
  true,
);
row(
  "delete_user(username)",
  async ({ admin, ada }) => {
    await admin.user.delete(ada);
    return await gone(admin.user.get(ada));
  },
  "gone",
);
row(
  "query_specified_perm(username, uid)",
  async ({ admin, ada, perm, group }) => {
    await admin.perm.updateForNode(group.nodeUid, [{ uid: perm.uid, status: 1 }]);
    const { status, value, source } = await admin.user.permission(ada, perm.uid);
    return [status, value, source?.map(({ name }) => name)];
  },
  [0, true, ["Role"]],
);

// OrgClient
row(
  "query_own_org(role)",
  async ({ admin, org }) => {
    const own = await admin.org.own();
    const asMember = await admin.org.own({ role: "member" });
    return [own.some(({ oid }) => oid === org.oid), asMember.length];
  },
  [true, 0],
);
row("query_org(oid)", async ({ admin, org }) => (await admin.org.get(org.oid)).owner, "admin");
row("create_org(json_body)", async (w) => (await w.admin.org.create({ name: "New" })).name, "New");
row(
  "delete_org(oid)",
  async ({ admin, org }) => {
    await admin.org.delete(org.oid);
    return await gone(admin.org.get(org.oid));
  },
  "gone",
);
row(
  "update_org(oid, json_body)",
  async ({ admin, org }) => (await admin.org.update(org.oid, { name: "Renamed" })).name,
  "Renamed",
);
row(
  "query_orguser_list(oid, page, page_size)",
  async ({ admin, org }) => [
    await names(admin.org.listMembers(org.oid)),
    told((await admin.org.listMembers(org.oid).page({ page: 2, pageSize: 1 })).items),
  ],
  [["admin", "ada"], ["ada"]],
);
row(
  "add_orguser(oid, usernames)",
  async ({ admin, org, bob }) => {
    const added = await admin.org.addMembers(org.oid, [bob]);
    return [added.length, (await names(admin.org.listMembers(org.oid))).at(-1)];
  },
  [1, "bob"],
);
row(
  "delete_orguser(oid, usernames)",
  async ({ admin, org, ada }) => {
    await admin.org.deleteMembers(org.oid, [ada]);
    return await names(admin.org.listMembers(org.oid));
  },
  ["admin"],
);
row(
  "query_orguser(oid, username)",
  async ({ admin, org, ada }) => (await admin.org.getMember(org.oid, ada)).name,
  "Ada",
);
row(
  "update_orguser(oid, username, json_body: email, employee_number, position, hiredate, remark)",
  async ({ admin, org, ada }) => {
    const texts = { email: "a@b.example", employeeNumber: "7", position: "Dev", remark: "new" };
    const hiredate = "2020-05-01T09:00:00+08:00";
    const member = await admin.org.updateMember(org.oid, ada, { ...texts, hiredate });
    const { email, employeeNumber, position, remark } = member;
    return [email, employeeNumber, position, member.hiredate, remark];
  },
  ["a@b.example", "7", "Dev", "2020-05-01T09:00:00+08:00", "new"],
);
row(
  "get_org_invitation_key(oid)",
  async ({ admin, org }) => {
    const key = await admin.org.getInvitationKey(org.oid);
    return key.length > 0 && key === (await admin.org.getInvitationKey(org.oid));
  },
  true,
);
row(
  "refresh_org_invitation_key(oid)",
  async ({ admin, org }) => {
    const before = await admin.org.getInvitationKey(org.oid);
    return (await admin.org.refreshInvitationKey(org.oid)) !== before;
  },
  true,
);
row(
  "view_org_by_invitation_key(oid, invite_link_key)",
  async ({ admin, org }) => {
    const key = await admin.org.getInvitationKey(org.oid);
    return (await admin.org.viewInvitation(org.oid, key)).name === org.name;
  },
  true,
);
row(
  "join_org_by_invitation_key(oid, invite_link_key)",
  async ({ admin, server, org, bob, password }) => {
    const authorizer = await admin.auth.getAuthorizer(bob, password);
    const one = new ArkIDClient({ url: server.url, authorizer });
    await one.org.joinByInvitation(org.oid, await admin.org.getInvitationKey(org.oid));
    return (await one.org.own()).map(({ oid }) => oid === org.oid);
  },
  [true],
);

// NodeClient
row("query_node(node_uid)", async (w) => (await w.admin.node.get(w.dept.nodeUid)).name, "Dev");
row("view_node(node_uid)", async (w) => (await w.member.node.view(w.dept.nodeUid)).name, "Dev");
row(
  "update_node(node_uid, json_body)",
  async ({ admin, dept }) => (await admin.node.update(dept.nodeUid, { name: "R&D" })).name,
  "R&D",
);
row(
  "delete_node(node_uid, ignore_user)",
  async ({ admin, dept }) => {
    const full = await admin.node.delete(dept.nodeUid).catch(() => "full");
    await admin.node.delete(dept.nodeUid, { ignoreUser: true });
    return [full, await gone(admin.node.get(dept.nodeUid))];
  },
  ["full", "gone"],
);
const child = ({ admin, dept, n }: World, name: string) =>
  admin.node.createChild(dept.nodeUid, { name, uid: `${name}${n}` });
row(
  "get_node_tree_list(node_uid)",
  async (w) => {
    await child(w, "a");
    return uids(await w.admin.node.listTree(w.dept.nodeUid));
  },
  ["d_dev", "d_a"],
);
row(
  "get_node_tree(node_uid, user_required)",
  async ({ admin, dept }) => [
    (await admin.node.tree(dept.nodeUid, { users: true })).headcount,
    (await admin.node.tree(dept.nodeUid)).headcount,
  ],
  [1, undefined],
);
row(
  "view_node_tree(node_uid, user_required)",
  async ({ member, dept }) => [
    told((await member.node.viewTree(dept.nodeUid, { users: true })).users ?? []),
    (await member.node.viewTree(dept.nodeUid)).users,
  ],
  [["ada"], undefined],
);
row(
  "get_subnode(node_uid)",
  async (w) => {
    await child(w, "a");
    return uids(await w.admin.node.listChildren(w.dept.nodeUid));
  },
  ["d_a"],
);
row("create_subnode(node_uid, json_body)", async (w) => uids([await child(w, "new")]), ["d_new"]);
row(
  "add_subnode(node_uid, node_uids)",
  async (w) => {
    const [a, b] = [await child(w, "a"), await child(w, "b")];
    return uids(await w.admin.node.addChildren(a.nodeUid, [b.nodeUid]));
  },
  ["d_b"],
);
row(
  "sort_subnode(node_uid, node_uids)",
  async (w) => {
    const [a, b] = [await child(w, "a"), await child(w, "b")];
    return uids(await w.admin.node.sortChildren(w.dept.nodeUid, [b.nodeUid, a.nodeUid]));
  },
  ["d_b", "d_a"],
);
row(
  "query_user_under_node(node_uid, **params)",
  async ({ admin, dept, group, bob, n }) => {
    const answers: string[] = [];
    const other = await admin.node.createChild(`g_${(await admin.org.own()).at(-1)?.roleUid}`, {
      ...{ name: "Other", uid: `other${n}` },
    });
    await admin.node.addMembers(other.nodeUid, [bob]);
    for (const { nodeUid } of [dept, group]) {
      const filters = [
        ...[{}, { name: "AD" }, { username: "ada" }, { name: "zzz" }, { mobile: "1" }],
        ...[{ privateEmail: "@" }, { afterCreated: "2020-01-01" }, { beforeCreated: "2020-01-01" }],
        ...[{ afterLastActiveTime: "2020-01-01" }, { beforeLastActiveTime: "2020-01-01" }],
      ];
      const counts: number[] = [];
      for (const filter of filters)
        counts.push((await all(admin.node.listMembers(nodeUid, filter))).length);
      answers.push(counts.join(" "));
    }
    const both = await names(admin.node.listMembers(group.nodeUid, { uids: [other.nodeUid] }));
    return [...answers, both];
  },
  ["1 1 1 0 0 0 1 0 0 0", "1 1 1 0 0 0 1 0 0 0", ["ada", "bob"]],
);
row(
  "add_user_under_node(node_uid, user_uids)",
  async ({ admin, dept, bob }) => told(await admin.node.addMembers(dept.nodeUid, [bob])),
  ["ada", "bob"],
);
row(
  "delete_user_under_node(node_uid, user_uids)",
  async ({ admin, dept, ada }) => told(await admin.node.deleteMembers(dept.nodeUid, [ada])),
  [],
);
row(
  "override_user_under_node(node_uid, user_uids)",
  async ({ admin, dept, bob }) => told(await admin.node.overrideMembers(dept.nodeUid, [bob])),
  ["bob"],
);
row(
  "sort_user_under_node(node_uid, user_uids)",
  async ({ admin, dept, ada, bob }) => {
    await admin.node.addMembers(dept.nodeUid, [bob]);
    return told(await admin.node.sortMembers(dept.nodeUid, [bob, ada]));
  },
  ["bob", "ada"],
);
row(
  "move_out_user_under_node(node_uid, user_uids)",
  async (w) => {
    const { admin, dept, ada } = w;
    const target = await child(w, "target");
    const left = told(await admin.node.moveOutMembers(dept.nodeUid, [ada], [target.nodeUid]));
    return [left, await names(admin.node.listMembers(target.nodeUid))];
  },
  [[], ["ada"]],
);

// UcenterClient
row(
  "view_perm()",
  async ({ admin, member, ada, perm }) => {
    await admin.perm.updateForUser(ada, [{ uid: perm.uid, status: 1 }]);
    return (await all(member.ucenter.permissions())).some((one) => one.perm.uid === perm.uid);
  },
  true,
);
row("view_profile()", async (w) => (await w.member.ucenter.profile()).name, "Ada");
const switched = async ({ member, org }: World) =>
  (await member.ucenter.switchOrg(org.oid)).oid === org.oid;
row("switch_current_org(json_body: oid)", switched, true);
row(
  "view_current_org()",
  async (w) => [await switched(w), (await w.member.ucenter.currentOrg()).oid === w.org.oid],
  [true, true],
);
row(
  "query_apps(name)",
  async (w) => {
    await w.admin.app.update(w.org.oid, w.app.uid, { allowAnyUser: true });
    await switched(w);
    const found = await all(w.member.ucenter.apps({ name: w.app.name }));
    return [found.length, (await all(w.member.ucenter.apps({ name: "zzz" }))).length];
  },
  [1, 0],
);

// PermClient
row(
  "query_all_perm()",
  async ({ admin, perm }) => (await all(admin.perm.list())).some(({ uid }) => uid === perm.uid),
  true,
);
row(
  "create_perm(json_body: scope, name)",
  async ({ admin, app }) => {
    const { scope, name } = await admin.perm.create({ scope: app.uid, name: "Read" });
    return [scope === app.uid, name];
  },
  [true, "Read"],
);
row(
  "query_perm(uid)",
  async (w) => (await w.admin.perm.get(w.perm.uid)).name === w.perm.name,
  true,
);
row(
  "update_perm(uid, json_body)",
  async ({ admin, perm }) => (await admin.perm.update(perm.uid, { remark: "prod" })).remark,
  "prod",
);
row(
  "query_perm_owner(uid, owner_subject, value, status)",
  async ({ admin, perm, ada, group, dept }) => {
    await admin.perm.updateForUser(ada, [{ uid: perm.uid, status: 1 }]);
    await admin.perm.updateForNode(group.nodeUid, [{ uid: perm.uid, status: -1 }]);
    const owners = async (filter: Parameters<typeof admin.perm.listOwners>[1]) =>
      (await all(admin.perm.listOwners(perm.uid, filter))).map(({ uid }) => uid);
    return [
      (await owners({ status: 1 })).join() === ada,
      (await owners({ status: -1 })).join() === group.nodeUid,
      (await owners({ ownerSubject: "dept" })).includes(dept.nodeUid),
      (await owners({ ownerSubject: "user", value: true })).includes(ada),
    ];
  },
  [true, true, true, true],
);
row(
  "update_perm_owner(uid, owner_subject, value, status)",
  async ({ admin, perm, ada, dept }) => {
    const users = [{ uid: ada, status: 1 as const }];
    await admin.perm.updateOwners(perm.uid, { users, nodes: [{ uid: dept.nodeUid, status: 1 }] });
    return (await all(admin.perm.listOwners(perm.uid, { status: 1 }))).length;
  },
  2,
);

/** The perms of an app, by the three filters: all, the access perm, what is inside. */
async function narrowed(
  w: World,
  list: (filter: object) => AsyncIterable<{ perm: { uid: string } }>,
) {
  const nodes = [w.dept, w.group].map(({ nodeUid: uid }) => ({ uid, status: 1 as const }));
  const users = [{ uid: w.ada, status: 1 as const }];
  // Who is older than an app has no row of its access perm before (contract, 30).
  await w.admin.perm.updateOwners(w.access, { users, nodes });
  const scope = w.app.uid;
  const filters = [{ scope }, { scope, action: "access" }, { scope, actionExcept: "access" }];
  const found: string[][] = [];
  for (const filter of filters) {
    const perms = await all(list(filter));
    found.push(perms.map(({ perm }) => (perm.uid === w.access ? "access" : "inside")));
  }
  return found;
}
const NARROWED = [["access", "inside"], ["access"], ["inside"]];
row(
  "query_specified_user_perm(username, action, action_except, scope)",
  (w) => narrowed(w, (filter) => w.admin.perm.listForUser(w.ada, filter)),
  NARROWED,
);
row(
  "query_dept_perm(uid, action, action_except, scope)",
  async (w) => [
    await narrowed(w, (filter) => w.admin.perm.listForDept(w.dept.uid, filter)),
    await narrowed(w, (filter) => w.admin.perm.listForDept(w.dept.nodeUid, filter)),
  ],
  [NARROWED, NARROWED],
);
row(
  "query_group_perm(uid, action, action_except, scope)",
  async (w) => [
    await narrowed(w, (filter) => w.admin.perm.listForGroup(w.group.uid, filter)),
    await narrowed(w, (filter) => w.admin.perm.listForGroup(w.group.nodeUid, filter)),
  ],
  [NARROWED, NARROWED],
);
row(
  "query_node_perm(node_uid, action, action_except, scope)",
  (w) => narrowed(w, (filter) => w.admin.perm.listForNode(w.group.nodeUid, filter)),
  NARROWED,
);
const granted = ({ perm }: World) => [{ uid: perm.uid, status: 1 as const }];
const statuses = (list: readonly { status: number }[]) => list.map(({ status }) => status);
row(
  "update_specified_user_perm(username, json_body)",
  async (w) => statuses(await w.admin.perm.updateForUser(w.ada, granted(w))),
  [1],
);
row(
  "update_dept_perm(uid, json_body)",
  async (w) => statuses(await w.admin.perm.updateForDept(w.dept.nodeUid, granted(w))),
  [1],
);
row(
  "update_group_perm(uid, json_body)",
  async (w) => statuses(await w.admin.perm.updateForGroup(w.group.nodeUid, granted(w))),
  [1],
);
row(
  "update_node_perm(node_uid, json_body)",
  async (w) => statuses(await w.admin.perm.updateForNode(w.dept.nodeUid, granted(w))),
  [1],
);

// InfrastructureClient
const sendCode = async ({ admin, lines, n }: World) => {
  const mobile = `139${String(10_000_000 + n)}`;
  await admin.infrastructure.getSmsCaptcha("register", mobile);
  return { mobile, code: /: (\d{6})$/.exec(lines.at(-1) ?? "")?.[1] ?? "" };
};
row("get_sms_captcha(action, mobile)", async (w) => (await sendCode(w)).code.length, 6);
row(
  "verify_sms_captcha(action, mobile, code)",
  async (w) => {
    const { mobile, code } = await sendCode(w);
    const proof = await w.admin.infrastructure.verifySmsCaptcha("register", mobile, code);
    return proof.smsToken !== "" && proof.expired > 0;
  },
  true,
);

// AppClient
row(
  "query_app_list(oid, name, node_uid, user_uid, owner_access)",
  async ({ admin, org, app, ada, dept, access }) => {
    await admin.perm.updateOwners(access, { users: [{ uid: ada, status: 1 }] });
    const count = async (filter: object) =>
      (await all(admin.app.list(org.oid, { name: app.name, ...filter }))).filter(
        ({ uid }) => uid === app.uid,
      ).length;
    return [
      await count({}),
      await count({ username: ada, ownerAccess: true }),
      await count({ nodeUid: dept.nodeUid, ownerAccess: true }),
    ];
  },
  [1, 1, 0],
);
row(
  "create_app(oid, json_body)",
  async ({ admin, org, n }) =>
    (await admin.app.create(org.oid, { name: `New ${n}`, uid: `new${n}`, ldap: {} })).authProtocols,
  ["LDAP"],
);
row("query_app(oid, uid)", async (w) => (await w.admin.app.get(w.org.oid, w.app.uid)).logo, "");
row(
  "update_app(oid, uid, json_body)",
  async ({ admin, org, app }) => (await admin.app.update(org.oid, app.uid, { remark: "x" })).remark,
  "x",
);
row(
  "delete_app(oid, uid)",
  async ({ admin, org, app }) => {
    await admin.app.delete(org.oid, app.uid);
    return await gone(admin.app.get(org.oid, app.uid));
  },
  "gone",
);
const CERT = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
row(
  "register_app(oid, uid, protocol, json_body)",
  async ({ admin, org, app }) => {
    const [oid, uid] = [org.oid, app.uid];
    const redirectUris = "https://ci.example/cb";
    await admin.app.register(oid, uid, "oauth", { redirectUris });
    await admin.app.register(oid, uid, "ldap", {});
    await admin.app.register(oid, uid, "http", {});
    const { authProtocols } = await admin.app.register(oid, uid, "saml", {
      ...{ entityId: "sp", acs: "https://sp.example", cert: CERT },
    });
    const oidc = admin.app.register(oid, uid, "oidc", { redirectUris });
    return [authProtocols, await oidc.catch((error: Error) => error.message)];
  },
  [
    ["OAuth 2.0", "LDAP", "HTTP", "SAML"],
    "this server has no OpenID Connect: its apps have no oidc_app",
  ],
);

// BaseClient
class Body {
  readonly body: { name?: string; token?: string };
  constructor(
    { body }: ApiResponse,
    readonly client: ArkIDClient,
  ) {
    this.body = body as Body["body"];
  }
}
row(
  "get(path, params, headers, response_class, retry_401)",
  async ({ admin, org, server }) => {
    const { body, client } = await admin.get(`/org/${org.oid}`, { responseClass: Body });
    const tree = await admin.get(`node/d_${org.deptUid}/tree`, { query: { user_required: true } });
    const headers = { "accept-language": "en" };
    const nobody = new ArkIDClient({ url: server.url, authorizer: nullAuthorizer() });
    const refused = nobody.get("org", { headers, retry401: false });
    return [
      body.name === org.name && client === admin,
      (tree.body as { headcount: number }).headcount,
      await refused.catch(isUnauthorized),
    ];
  },
  [true, 1, true],
);
row(
  "post(path, json_body, params, headers, text_body, response_class, retry_401)",
  async ({ admin, ada, password }) => {
    const asObject = { text: { username: ada, password }, responseClass: Body };
    const { token: first } = (await admin.post("ucenter/login", asObject)).body;
    const text = `username=${ada}&password=${password}`;
    const { body } = await admin.post("ucenter/login", { text });
    const json = await admin.post("ucenter/login", { body: { username: ada, password } });
    return [body, json.body].map((one) => (one as { token: string }).token === first);
  },
  [true, true],
);
row(
  "put(path, json_body, params, headers, text_body, response_class, retry_401)",
  async ({ member, org }) => (await member.put("ucenter/org/", { body: { oid: org.oid } })).status,
  200,
);
row(
  "patch(path, json_body, params, headers, text_body, response_class, retry_401)",
  async ({ admin, org }) => {
    const given = { text: { name: "Any & all" }, responseClass: Body };
    return (await admin.patch(`org/${org.oid}/`, given)).body.name;
  },
  "Any & all",
);
row(
  "delete(path, params, headers, response_class, retry_401)",
  async ({ admin, dept }) =>
    (await admin.delete(`node/${dept.nodeUid}`, { query: { ignore_user: true } })).status,
  204,
);
row(
  "set_app_name(app_name)",
  async ({ server }) => {
    const agents: string[] = [];
    const one = new ArkIDClient({
      url: server.url,
      fetch: async (url: string, init: RequestInit) => {
        agents.push(String((init.headers as Record<string, string>)["user-agent"]));
        return await fetch(url, init);
      },
    });
    one.setAppName("acme-hr");
    await one.get("meta");
    return agents.map((agent) => agent.endsWith(" acme-hr"));
  },
  [true],
);

/** Every method of the document, in its order. */
export const ROWS: readonly Row[] = rows;
