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
