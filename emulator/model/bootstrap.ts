import { randomBytes } from "node:crypto";
import { type Database } from "../storage/database";
import { ADMIN_PERM } from "./actor";
import { setStatus } from "./grants";
import { createNode } from "./nodes";
import { createOrg } from "./orgs";
import { hashPassword } from "./passwords";
import { createPerm } from "./perms";
import { APPS } from "./tables";
import { createUser } from "./users";

/** The permissions of the system: uid, name, scope, action, subject. */
const SYSTEM_PERMS: [string, string, string, string, string][] = [
  [ADMIN_PERM, "OneID所有接口", "oneid", "all", "system"],
  ["system_ark-meta-server_all", "访问ark-meta-server所有接口", "ark-meta-server", "all", "system"],
  ["app_noah-admin_access", "访问noah管理后台", "noah-admin", "access", "app"],
  ["app_arker-editor_access", "访问Arker编辑器", "arker-editor", "access", "app"],
  ["system_user_create", "创建用户", "user", "create", "system"],
  ["system_category_create", "创建大类", "category", "create", "system"],
  ["system_app_create", "创建应用", "app", "create", "system"],
  ["system_log_read", "查看日志", "log", "read", "system"],
  ["system_config_write", "公司配置、基础设施配置", "config", "write", "system"],
  ["system_account_sync", "账号同步", "account", "sync", "system"],
];

const ROOT_REMARK = "所有顶级的{0}的父级，可视为整个公司。请勿修改";

/** What a fresh file begins with. */
interface Bootstrap {
  /** Generated where absent. */
  adminPassword?: string | undefined;
  /** The org that the recorded reference server came with; the contract test needs it. */
  defaultOrg?: string | undefined;
}

/** Fills a fresh file: root nodes, system permissions, the user `admin`. Answers their password. */
export async function bootstrap(db: Database, options: Bootstrap): Promise<string> {
  const password = options.adminPassword ?? randomBytes(12).toString("base64url");
  const { stored } = await hashPassword(password);
  const top = { uid: "root", parent: null, orgId: null };
  const remark = (what: string) => ROOT_REMARK.replace("{0}", what);
  createNode(db, { ...top, kind: "d", name: "部门", remark: remark("部门"), subject: "dept" });
  const root = { ...top, name: "root" };
  createNode(db, { ...root, kind: "g", remark: remark("组"), subject: "root", acceptUser: false });
  createNode(db, { ...root, kind: "ag", subject: "app_group" });
  APPS.insert(db, { uid: "oneid", name: "OneID", index: "" });
  const admin = createUser(db, { username: "admin", password: stored, origin: "script" });
  SYSTEM_PERMS.forEach(([uid, name, scope, action, subject], index) => {
    const perm = createPerm(db, { uid, name, scope, action, subject, posted: 1 });
    if (index < 2) setStatus(db, perm, "u", admin, 1);
  });
  if (options.defaultOrg) {
    createOrg(db, options.defaultOrg, admin.id, `${options.defaultOrg}-部门`);
  }
  return password;
}
