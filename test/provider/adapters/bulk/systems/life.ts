import type { Values } from "../../../../../provider/engine/kind";

/** What a bulk tree declares in one step of its life. */
export interface Step {
  readonly tree: { readonly nodes: object; readonly people: object };
  /** What holds for all of it. */
  readonly policy: Values;
  /** Who can sign in afterwards; nobody else of the tree can. */
  readonly signIn: readonly string[];
}

/** What initial passwords are made from. */
export const SEED = "seed";
const POLICY = { mode: "exact", initialPasswordSecret: SEED };
/** Who leaves is locked out, and kept for now. */
const KEEPING = { ...POLICY, graceDays: 7 };

const department = (name: string, rest: object = {}) => ({ kind: "department", name, ...rest });

const MARIE = { username: "mariecurie", name: "Marie", email: "marie@acme.example" };
const YANG = { username: "yangzhenning", name: "杨振宁" };
const LISE = { username: "lisemeitner", name: "Lise Meitner" };

const made = {
  nodes: {
    lab: department("研究所", { people: { marie: "member" } }),
    physics: department("Physics", {
      ...{ parent: "lab", description: "runs 加速器" },
      people: { yang: "member" },
    }),
    "on-call": { kind: "role", name: "On call", people: { yang: "until 2099-06-30" } },
  },
  people: { marie: MARIE, yang: YANG },
};

/** A department moves, another is renamed, a role goes; a person joins, one moves, one leaves for good. */
const changed = {
  nodes: {
    lab: department("Laboratory", { people: { yang: "member" } }),
    physics: department("Physics", { description: null, people: { lise: "member" } }),
  },
  people: { yang: { ...YANG, name: "Frank" }, lise: LISE },
};

const withoutYang = {
  nodes: { ...changed.nodes, lab: department("Laboratory", { people: {} }) },
  people: { lise: LISE },
};

/** All that happens to a bulk tree, in order; at last it is destroyed. */
export const life: Readonly<Record<string, Step>> = {
  make: { tree: made, policy: POLICY, signIn: ["mariecurie", "yangzhenning"] },
  change: { tree: changed, policy: POLICY, signIn: ["yangzhenning", "lisemeitner"] },
  leave: { tree: withoutYang, policy: KEEPING, signIn: ["lisemeitner"] },
  return: { tree: changed, policy: KEEPING, signIn: ["yangzhenning", "lisemeitner"] },
};

/** Everybody whom the tree ever has. */
export const usernames = [MARIE, YANG, LISE].map(({ username }) => username);
