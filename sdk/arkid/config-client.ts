import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";

/** Settings as the server has them: sections of keys, by the wire's names. */
export type Settings = Record<string, Record<string, unknown> | string | null>;

/** A field of people, native or an org's own. */
export interface UserField {
  uuid: string;
  name: string;
  /** Native ones only. */
  key?: string;
  subject: string;
  schema: { type: string };
  isVisible: boolean;
  /** Native ones only. */
  isVisibleEditable?: boolean;
}

/** A kind of nodes of an org, with its top nodes. */
export interface NodeCategory {
  name: string;
  slug: string;
  /** Prefixed; null for the built-in kinds. */
  nodeUid: string | null;
  nodes: { name: string; nodeUid: string; nodeSubject: string }[];
}

interface WireUserField {
  uuid: string;
  name: string;
  key?: string;
  subject: string;
  schema: { type: string };
  is_visible: boolean;
  is_visible_editable?: boolean;
}

interface WireNodeCategory {
  name: string;
  slug: string;
  node_uid: string | null;
  nodes: { name: string; node_uid: string; node_subject: string }[];
}

function toUserField(wire: WireUserField): UserField {
  const { uuid, name, key, subject, schema, is_visible, is_visible_editable } = wire;
  return {
    ...{ uuid, name, subject, schema, isVisible: is_visible },
    ...(key !== undefined && { key }),
    ...(is_visible_editable !== undefined && { isVisibleEditable: is_visible_editable }),
  };
}

const toNodeCategory = ({ name, slug, node_uid, nodes }: WireNodeCategory): NodeCategory => ({
  name,
  slug,
  nodeUid: node_uid,
  nodes: nodes.map((node) => ({
    ...{ name: node.name, nodeUid: node.node_uid, nodeSubject: node.node_subject },
  })),
});

/** Settings of the server and of orgs, for reading. The document lacks them. */
export class ConfigClient {
  constructor(private readonly request: Request) {}

  /** The server's settings; for system administrators. `GET config/` */
  async get(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`config/`, options);
  }

  /** Where files are stored; for system administrators. `GET config/storage/` */
  async storage(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`config/storage/`, options);
  }

  /** What anybody may know of the server's settings. `GET meta/` */
  async meta(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`meta/`, options);
  }

  /** The perms of administration, by name. `GET meta/perm/` */
  async perms(options?: RequestOptions): Promise<{ uid: string; name: string }[]> {
    return await this.#read(path`meta/perm/`, options);
  }

  /** The fields that every user has. `GET config/native/field/user/` */
  async userFields(options?: RequestOptions): Promise<UserField[]> {
    const fields = await this.#read<WireUserField[]>(path`config/native/field/user/`, options);
    return fields.map(toUserField);
  }

  /** An org's settings. `GET org/<oid>/config/` */
  async org(oid: string, options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`org/${{ oid }}/config/`, options);
  }

  /** What members may know of an org's settings. `GET org/<oid>/meta/` */
  async orgMeta(oid: string, options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`org/${{ oid }}/meta/`, options);
  }

  /** An org's kinds of nodes. `GET org/<oid>/meta/node/` */
  async orgNodes(oid: string, options?: RequestOptions): Promise<NodeCategory[]> {
    const at = path`org/${{ oid }}/meta/node/`;
    return (await this.#read<WireNodeCategory[]>(at, options)).map(toNodeCategory);
  }

  /** An org's perms of administration, by name. `GET org/<oid>/meta/perm/` */
  async orgPerms(oid: string, options?: RequestOptions): Promise<{ uid: string; name: string }[]> {
    return await this.#read(path`org/${{ oid }}/meta/perm/`, options);
  }

  /** The fields that an org has added. `GET org/<oid>/config/custom/field/user/` */
  async orgUserFields(oid: string, options?: RequestOptions): Promise<UserField[]> {
    const at = path`org/${{ oid }}/config/custom/field/user/`;
    return (await this.#read<WireUserField[]>(at, options)).map(toUserField);
  }

  /** Adds a field to an org's people. `POST org/<oid>/config/custom/field/user/` */
  async addOrgUserField(oid: string, name: string, options?: RequestOptions): Promise<UserField> {
    const at = path`org/${{ oid }}/config/custom/field/user/`;
    const request = { method: "POST", path: at, body: { name } } as const;
    return toUserField(await this.request<WireUserField>(request, options));
  }

  /** How many users there are, and how many are active. `GET statistics/user_statistic/` */
  async userCount(options?: RequestOptions): Promise<{ total: number; active: number }> {
    type Wire = { total_count: number; active_count: number };
    const wire = await this.#read<Wire>(path`statistics/user_statistic/`, options);
    return { total: wire.total_count, active: wire.active_count };
  }

  #read<T>(at: ApiPath, options: RequestOptions | undefined): Promise<T> {
    return this.request<T>({ method: "GET", path: at }, options);
  }
}
