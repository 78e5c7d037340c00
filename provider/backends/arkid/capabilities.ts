import { nodeKinds, type Capabilities } from "../../backend";
import { PREFIX } from "./ids";

/** What ArkID asks of names and keys, and what it lacks. */
export const capabilities: Capabilities = {
  nodeKinds,
  username: { pattern: /^[a-z0-9]{4,16}$/, says: "4 to 16 lower-case letters and digits" },
  // Others are accepted on creation and can never be addressed again (ARKID.md 14).
  nodeKey: {
    pattern: /^[\p{L}\p{N}_|-]{1,255}$/u,
    says: "letters, digits, - and _, at most 255",
  },
  nameLength: 255,

  parentProblem(kind, parent) {
    const [mine, other] =
      kind === "department" ? [PREFIX.department, "group"] : ["g_", "department"];
    if (parent.startsWith(mine)) return undefined;
    const what = /^[dg]_/.test(parent) ? `a ${other}'s id` : "no id of a node";
    return `"${parent}" is ${what}: a ${kind} goes below ${mine}…, or below org.root("${kind}")`;
  },
};
