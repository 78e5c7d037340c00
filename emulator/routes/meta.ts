import { type Context } from "../http/context";
import { adminOnly, anyone, guarded } from "../http/guarded";
import { LOG_SUBJECTS } from "../model/log-subjects";
import { childrenOf, findNode } from "../model/nodes";
import { orgPermUids } from "../model/orgs";
import { findPerm } from "../model/perms";
import { roleIn } from "../model/rights";
import { settings } from "../model/settings";
import { nodeLabel } from "../model/manager-groups";
import { denied } from "../wire/refusal";
import { companyOf } from "./config";
import { orgThenUser, ownOrg, pathOrg } from "./lookup";
import { type NodeRow, type OrgRow } from "../model/tables";

/** What everybody may know of the configuration: which ways in there are. */
function publicMeta({ db }: Context) {
  const { ding_config: ding, account_config: account } = settings(db);
  return {
    ding_config: { app_key: ding.app_key, corp_id: ding.corp_id, qr_app_id: ding.qr_app_id },
    account_config: {
      support_email: account.allow_email,
      support_mobile: account.allow_mobile,
      support_email_register: account.allow_email && account.allow_register,
      support_mobile_register: account.allow_mobile && account.allow_register,
      support_ding_qr: account.allow_ding_qr,
      support_alipay_qr: account.allow_alipay_qr,
      support_qq_qr: account.allow_qq_qr,
      support_work_wechat_qr: account.allow_work_wechat_qr,
      support_wechat_qr: account.allow_wechat_qr,
    },
    alipay_config: null,
    work_wechat_config: null,
    wechat_config: null,
    qq_config: null,
  };
}

/** The permissions that administration itself asks for. */
const SYSTEM_PERMS = [
  { uid: "system_user_create", name: "创建用户" },
  { uid: "system_category_create", name: "创建大类" },
  { uid: "system_app_create", name: "创建应用" },
  { uid: "system_log_read", name: "查看日志" },
  { uid: "system_config_write", name: "公司基本信息配置、基础设施配置" },
  { uid: "system_account_sync", name: "账号同步" },
];

/** The tops of an org's tree: those that every org has, then its own categories. */
function orgNodes(context: Context) {
  const org = pathOrg(context);
  if (roleIn(context.db, org, context.user().id) === "") throw denied();
  const defaults: [string, string, string][] = [
    ["部门", `d_${org.dept_uid}`, "dept"],
    ["直属成员", `g_${org.direct_uid}`, "direct"],
    ["角色", `g_${org.role_uid}`, "role"],
    ["标签", `g_${org.label_uid}`, "label"],
  ];
  const nodes = defaults.map(([name, id, subject]) => ({
    name,
    node_uid: id,
    node_subject: subject,
  }));
  return [
    { name: "默认分类", slug: "default", node_uid: null, nodes },
    {
      name: "自定义分类",
      slug: "custom",
      node_uid: `g_${org.group_uid}`,
      nodes: categoriesOf(context, org).map(nodeLabel),
    },
  ];
}

function categoriesOf({ db }: Context, org: OrgRow): NodeRow[] {
  const own = [org.direct_uid, org.manager_uid, org.role_uid, org.label_uid];
  const top = findNode(db, "g", org.group_uid);
  return top ? childrenOf(db, top.pk).filter((node) => !own.includes(node.uid)) : [];
}

function orgPerms(context: Context) {
  const perms = orgPermUids(ownOrg(context).oid).flatMap((uid) => findPerm(context.db, uid) ?? []);
  return perms.map(({ uid, name }) => ({ uid, name }));
}

/** What clients need to know to offer choices. */
export const metaRoutes = [
  guarded(anyone, (app) => void app.get("/meta/", publicMeta)),
  guarded(adminOnly, (app) => {
    app.get("/meta/log/", () =>
      Object.entries(LOG_SUBJECTS).map(([subject, name]) => ({ subject, name })),
    );
    app.get("/meta/perm/", () => SYSTEM_PERMS);
  }),
  guarded(orgThenUser, (app) => {
    app.get("/org/:oid/meta/", (context) => {
      const company = companyOf(pathOrg(context));
      return { company_config: { ...company, display_name: company["name_cn"] ?? "" } };
    });
    app.get("/org/:oid/meta/node/", orgNodes);
    app.get("/org/:oid/meta/perm/", orgPerms);
  }),
];
