import type { Values } from "../../../provider/engine/kind";

/** Today's names, and those that 0.1.0 had. */
const NAMES: Readonly<Record<string, string>> = {
  description: "remark",
  phone: "mobile",
  homepage: "index",
  acceptsMembers: "acceptUser",
  visibleToNodes: "nodeScope",
  visibleToUsers: "userScope",
  unmanaged: "strangers",
};

/** Inputs or outputs of today as version 0.1.0 left them in a state. */
export function older({ roots, ...values }: Values): Values {
  const entries = Object.entries(values).map(([key, value]) => {
    if (key === "mode" && value === "observe") return [key, "watch"];
    return key === "schema" ? [key, 1] : [NAMES[key] ?? key, value];
  });
  const root = Object.entries((roots ?? {}) as Values).map(([kind, id]) => [
    `root${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    id,
  ]);
  return Object.fromEntries([...entries, ...root]) as Values;
}
