import { z } from "zod";
import type { OrgProfile, Profile } from "../profile";
import { nodeInfo } from "./node";
import { gender, orgFields, toOrgMemberFields } from "./user";

/** The caller. */
export const profile: z.ZodType<Profile> = z
  .object({
    username: z.string(),
    name: z.string(),
    private_email: z.string(),
    mobile: z.string(),
    gender,
    avatar: z.string(),
    visible_fields: z.array(z.string()),
    origin_verbose: z.string(),
  })
  .transform((wire) => ({
    username: wire.username,
    name: wire.name,
    privateEmail: wire.private_email,
    mobile: wire.mobile,
    gender: wire.gender,
    avatar: wire.avatar,
    visibleFields: wire.visible_fields,
    originVerbose: wire.origin_verbose,
  }));

/** The caller as a member of an org. */
export const orgProfile: z.ZodType<OrgProfile> = z
  .object({ ...orgFields, is_manager: z.boolean(), nodes: z.array(nodeInfo) })
  .transform(({ is_manager, nodes, ...fields }) => ({
    ...toOrgMemberFields(fields),
    isManager: is_manager,
    nodes,
  }));
