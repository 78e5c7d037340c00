import { z } from "zod";
import type { NodeCategory, Settings, UserField } from "../config";

/** Sections of keys. */
export const settings: z.ZodType<Settings> = z.record(
  z.string(),
  z.union([z.record(z.string(), z.unknown()), z.string(), z.null()]),
);

/** Perms, by name. */
export const namedPerms = z.array(z.object({ uid: z.string(), name: z.string() }));

/** A field of people. */
export const userField: z.ZodType<UserField> = z
  .object({
    uuid: z.string(),
    name: z.string(),
    key: z.string().optional(),
    subject: z.string(),
    schema: z.looseObject({ type: z.string() }),
    is_visible: z.boolean(),
    is_visible_editable: z.boolean().optional(),
  })
  .transform(({ key, is_visible, is_visible_editable, ...rest }) => ({
    ...rest,
    isVisible: is_visible,
    ...(key !== undefined && { key }),
    ...(is_visible_editable !== undefined && { isVisibleEditable: is_visible_editable }),
  }));

const topNode = z
  .object({ name: z.string(), node_uid: z.string(), node_subject: z.string() })
  .transform(({ name, node_uid, node_subject }) => ({
    ...{ name, nodeUid: node_uid, nodeSubject: node_subject },
  }));

/** An org's kinds of nodes. */
export const nodeCategories: z.ZodType<NodeCategory[]> = z.array(
  z
    .object({
      name: z.string(),
      slug: z.string(),
      node_uid: z.string().nullable(),
      nodes: z.array(topNode),
    })
    .transform(({ node_uid, ...rest }) => ({ ...rest, nodeUid: node_uid })),
);

/** How many users there are, and how many are active. */
export const userCount = z
  .object({ total_count: z.number(), active_count: z.number() })
  .transform(({ total_count, active_count }) => ({ total: total_count, active: active_count }));
