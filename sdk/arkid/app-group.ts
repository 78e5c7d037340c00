/** A group of apps, without its parent. */
export interface AppGroupInfo {
  appGroupId: number;
  /** `ag_…` */
  nodeUid: string;
  /** Without prefix: what methods take. */
  uid: string;
  name: string;
  remark: string;
}

/** A group of apps. */
export interface AppGroup extends AppGroupInfo {
  parentUid: string | null;
  parentNodeUid: string | null;
  parentName: string | null;
  visibility: number;
  nodeScope: string[];
  userScope: string[];
}

/** A group of apps with all below it. */
export interface AppGroupTree {
  info: AppGroupInfo;
  nodes: AppGroupTree[];
}

/** A group's core on the wire. */
export interface WireAppGroupInfo {
  app_group_id: number;
  node_uid: string;
  uid: string;
  name: string;
  remark: string;
}

/** A group of apps on the wire. */
export interface WireAppGroup extends WireAppGroupInfo {
  parent_uid: string | null;
  parent_node_uid: string | null;
  parent_name: string | null;
  visibility: number;
  node_scope: string[];
  user_scope: string[];
}

/** A tree on the wire. */
export interface WireAppGroupTree {
  info: WireAppGroupInfo;
  nodes: WireAppGroupTree[];
}

/** Wire to domain. */
export function toAppGroupInfo(wire: WireAppGroupInfo): AppGroupInfo {
  const { app_group_id, node_uid, uid, name, remark } = wire;
  return { appGroupId: app_group_id, nodeUid: node_uid, uid, name, remark };
}

/** Wire to domain. */
export function toAppGroup(wire: WireAppGroup): AppGroup {
  return {
    ...toAppGroupInfo(wire),
    parentUid: wire.parent_uid,
    parentNodeUid: wire.parent_node_uid,
    parentName: wire.parent_name,
    visibility: wire.visibility,
    nodeScope: wire.node_scope,
    userScope: wire.user_scope,
  };
}

/** Wire to domain, all the way down. */
export function toAppGroupTree(wire: WireAppGroupTree): AppGroupTree {
  return { info: toAppGroupInfo(wire.info), nodes: wire.nodes.map(toAppGroupTree) };
}
