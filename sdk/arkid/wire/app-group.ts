import { z } from "zod";
import type { App } from "../app";
import type { AppGroup, AppGroupInfo, AppGroupTree } from "../app-group";
import { app } from "./app";

const infoFields = {
  app_group_id: z.number(),
  node_uid: z.string(),
  uid: z.string(),
  name: z.string(),
  remark: z.string(),
};
const info = z.object(infoFields);

const toInfo = (wire: z.output<typeof info>): AppGroupInfo => {
  const { app_group_id, node_uid, uid, name, remark } = wire;
  return { appGroupId: app_group_id, nodeUid: node_uid, uid, name, remark };
};

const appGroupInfo: z.ZodType<AppGroupInfo> = info.transform(toInfo);

/** A group of apps. */
export const appGroup: z.ZodType<AppGroup> = z
  .object({
    ...infoFields,
    parent_uid: z.string().nullable(),
    parent_node_uid: z.string().nullable(),
    parent_name: z.string().nullable(),
    visibility: z.number(),
    node_scope: z.array(z.string()),
    user_scope: z.array(z.string()),
  })
  .transform((wire) => ({
    ...toInfo(wire),
    parentUid: wire.parent_uid,
    parentNodeUid: wire.parent_node_uid,
    parentName: wire.parent_name,
    visibility: wire.visibility,
    nodeScope: wire.node_scope,
    userScope: wire.user_scope,
  }));

/** The children of a group, as answers wrap them. */
export const appGroups: z.ZodType<AppGroupInfo[]> = z
  .object({ app_groups: z.array(appGroupInfo) })
  .transform(({ app_groups }) => app_groups);

/** A group with all below it. */
export const appGroupTree: z.ZodType<AppGroupTree> = z.object({
  info: appGroupInfo,
  nodes: z.array(z.lazy(() => appGroupTree)),
});

/** The apps of a group, as answers wrap them. */
export const apps: z.ZodType<App[]> = z
  .object({ apps: z.array(app) })
  .transform((wire) => wire.apps);
