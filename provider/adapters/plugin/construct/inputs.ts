import { z } from "zod";
import { modes } from "../../../configuration/choices";
import type { Kind } from "../../../engine/kind";
import {
  adopt,
  choice,
  flag,
  optional,
  password,
  text,
  type Properties,
  type Property,
  type Type,
} from "../../../engine/property";
import { kinds } from "../../../kinds";

/** What is checked where the tree is read; the schema has a type of its own for it. */
const elsewhere: Type<unknown> = {
  schema: z.unknown(),
  shape: { is: "internal", name: "unknown" },
};

/** Texts under keys of the tree. */
const byKey = (error: string): Type<Readonly<Record<string, string>>> => ({
  schema: z.record(z.string(), z.string(), { error }),
  shape: { is: "texts" },
});

const settingsByKey: Type<Readonly<Record<string, unknown>>> = {
  schema: z.record(z.string(), z.record(z.string(), z.unknown()), {
    error: "give settings by the keys of nodes, such as { platform: { visibility: nobody } }",
  }),
  shape: { is: "internal", name: "unknown" },
};

const days: Type<number> = {
  schema: z.number({ error: "give a number of days" }).min(0, "give 0 days or more"),
  shape: { is: "number" },
};

/** An input that the tree passes on to its resources. */
export function passedOn({ name, properties }: Kind, key: string, doc?: string): Property {
  const found = properties[key];
  if (found === undefined) throw new Error(`${name} has no ${key}`);
  return { ...found, doc: doc ?? found.doc };
}

/** Inputs of an `OrgTree`, as `OrgTreeArgs` has them. */
export const orgTreeInputs = {
  tree: optional(elsewhere, {
    doc: "The org: its departments, groups, roles, labels and people. This or `file`.",
  }),
  file: optional(text, {
    doc: "The same in a YAML or JSON file: its path from the program's folder. This or `tree`.",
  }),
  people: optional(elsewhere, {
    doc: "More people, and where they belong: from files that another system makes.",
  }),
  bulk: optional(flag, {
    doc: "Whether nodes, people and memberships are one resource in place of one each: for hundreds of people and more.",
    byDefault: "false",
  }),
  initialPassword: optional(byKey("give passwords by username"), {
    doc: "The first password of each person whom the tree makes, by username; always a secret, and written once.",
    byDefault: "none: nobody can log in until they have one",
    secret: true,
  }),
  initialPasswordSecret: optional(password, {
    doc: "With `bulk`: a secret from which the first password of each new person is made, as `initialPasswordOf` of the npm package tells it. Written once.",
    byDefault: "none: nobody can log in until they have one",
    secret: true,
  }),
  visibility: optional(settingsByKey, {
    doc: "Who may see nodes of the tree, by key.",
    byDefault: "everyone in the org, for a new node",
  }),
  users: optional(byKey("give usernames by key"), {
    doc: "Usernames of people whom the tree may name and does not make, by key.",
  }),
  uid: passedOn(kinds.Org, "uid"),
  mode: optional(choice(modes, "Mode"), {
    doc: "What the lists of people mean. `exact`: those of the tree and nobody else. `additive`: those at least. `observe`: nothing is written, only read.",
    byDefault: '"additive"',
  }),
  removalLimit: passedOn(kinds.NodeMembers, "removalLimit"),
  adopt: adopt("What a create does when the org, the node's `uid` or the username exists already."),
  onRemove: passedOn(
    kinds.User,
    "onRemove",
    "What becomes of people who leave the tree. Applied before it counts.",
  ),
  forceDestroy: passedOn(
    kinds.Org,
    "forceDestroy",
    "Whether a delete of the org or of a node first empties it. Applied before it counts.",
  ),
  graceDays: optional(days, {
    doc: "With `bulk`: how many days people who leave the tree are kept, locked out and in no node, before they are deleted. Who comes back until then is the same person.",
    byDefault: "0",
  }),
} as const satisfies Properties;
