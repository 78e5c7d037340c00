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
