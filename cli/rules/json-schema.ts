import { z } from "zod";
import { rulesFile } from "./schema";

/** A JSON schema of `identity-rules.yaml`, by which editors complete and check it. */
export function rulesSchema(): object {
  return {
    ...z.toJSONSchema(rulesFile, { io: "input" }),
    title: "identity-rules.yaml",
    description: "Rules that `pulumi-identity plan` checks.",
  };
}
