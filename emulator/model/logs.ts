import { randomUUID } from "node:crypto";
import { timestamp } from "../storage/clock";
import { type Database } from "../storage/database";

/** What is logged, and what it is called. */
export const LOG_SUBJECTS = {
  ucenter_login: "登录",
  ucenter_reset_pwd: "重置密码",
  ucenter_register: "注册",
  ucenter_activate: "激活",
  config: "系统配置",
  org_config: "组织配置",
  user_create: "创建用户",
  user_update: "修改用户信息",
  user_delete: "删除用户",
  dept_create: "创建部门",
  dept_update: "修改部门信息",
  dept_delete: "删除部门",
  dept_move: "移动部门",
  dept_member: "部门成员调整",
  group_create: "创建组",
  group_update: "修改组信息",
  group_delete: "删除组",
  group_move: "移动组",
  group_member: "组成员调整",
  app_create: "创建应用",
  app_update: "修改应用信息",
  app_delete: "删除应用",
  perm_create: "创建权限",
  perm_delete: "删除权限",
  perm_assign: "配置权限",
} as const;

/** A subject of the log. */
export type LogSubject = keyof typeof LOG_SUBJECTS;

/** A row of `logs`. */
export interface LogRow {
  id: number;
  uuid: string;
  created: string;
  org_id: number | null;
  user_id: number;
  subject: LogSubject;
  summary: string;
  detail: string;
}

/** What is noted of one event. */
interface LogEntry {
  userId: number;
  orgId: number | null;
  subject: LogSubject;
  summary: string;
  detail: string;
}

/** Adds an entry to the log. */
export function writeLog(db: Database, entry: LogEntry): void {
  db.run(
    `INSERT INTO logs (uuid, created, org_id, user_id, subject, summary, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    randomUUID().replaceAll("-", ""),
    timestamp(),
    entry.orgId,
    entry.userId,
    entry.subject,
    entry.summary,
    entry.detail,
  );
}
