import { parseArgs } from "node:util";

/** The kinds of servers that the example runs on. */
export const backends = ["arkid", "authing", "keycloak"] as const;
export type BackendName = (typeof backends)[number];

/**
 * What `--backend` names.
 * @throws Error of one sentence
 */
export function backendOf(args: string[]): BackendName {
  const options = { backend: { type: "string", default: "arkid" } } as const;
  const { backend } = parseArgs({ args, options }).values;
  const known = backends.find((one) => one === backend);
  if (known) return known;
  throw new Error(`there is no backend "${backend}", only ${backends.join(", ")}`);
}
