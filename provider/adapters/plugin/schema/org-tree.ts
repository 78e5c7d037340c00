import { userTexts } from "../../../backends/domain";
import type { Property } from "../../../engine/property";
import { kinds } from "../../../kinds";
import { pluginType } from "../../../run/stack/types";
import { orgTreeInputs, passedOn } from "../construct/inputs";
import { listOf, mapOf, text, type } from "./parts";
import { FLAG, refTo, TEXT, type Spec, type Specs, type TypeSpec } from "./spec";
import { UNTIL } from "./types";
import { input, mapped } from "./values";

/**
 * The component in Pulumi's package schema.
 * @param example in all languages
 */
export const orgTree = (example: string): object => ({
  isComponent: true,
  description: `${DOC}\n\n${example}`,
  inputProperties: { ...mapped(orgTreeInputs, input), ...special() },
  requiredInputs: [],
  properties: {
    org: { ...TEXT, description: "Id of the org." },
    nodeIds: byKey("Ids of departments, groups, roles and labels, by key."),
    nodes: byKey("The same; not with `bulk`."),
    users: byKey("Usernames of the people whom the tree makes, by key; not with `bulk`."),
  },
  required: ["org", "nodeIds"],
});

const DOC =
  "A whole org, from a nested literal or a file: an Org, its Nodes, its Users and who belongs where. Each is a resource of its own, whose name is the tree's and the entry's key: to rename or to move an entry is an update, and a changed key is one, too, when `previously` names the old one.";

/** A program that makes one: TypeScript, from which those of other languages are made. */
export const orgTreeExample = `const acme = new OrgTree("acme", { file: "org.yaml", mode: "exact" });`;

/** Inputs whose types are the tree's own. */
function special(): Specs {
  const { tree, file, people, bulk, initialPassword, visibility, users } = orgTreeInputs;
  return {
    // Texts of the program itself: the resources are named by them.
    tree: { ...refTo(pluginType("Tree")), plain: true, description: tree.doc },
    file: { ...TEXT, plain: true, description: file.doc },
    people: { ...listOf(refTo(pluginType("PeopleFile")), people.doc), plain: true },
    bulk: { ...FLAG, plain: true, description: docOf(bulk) },
    initialPassword: { ...byKey(docOf(initialPassword)), secret: true },
    visibility: {
      ...{ type: "object", additionalProperties: refTo(pluginType("TreeVisibility")) },
      description: docOf(visibility),
    },
    users: byKey(users.doc),
  };
}

const docOf = (one: Property): string => input(one).description ?? one.doc;

const byKey = (description: string): Spec => mapOf(TEXT, description);

/** The lists of a tree, each with the type of its entries. */
const LISTS = [
  ["departments", "TreeDepartment"],
  ["groups", "TreeGroup"],
  ["roles", "TreeRole"],
  ["labels", "TreeLabel"],
] as const;

/** The types with a name that the component uses. */
export const treeTypes = (): (readonly [string, TypeSpec])[] => [
  type("Tree", "An org, and lists of what is directly below the root of each kind.", ["name"], {
    name: text("What people call the org."),
    ...Object.fromEntries(LISTS.map(([list, of]) => [list, listOf(refTo(pluginType(of)), BELOW)])),
    people: listOf(refTo(pluginType("TreePerson")), "Everybody whom the tree makes."),
  }),
  ...LISTS.map(([list, of]) => unitType(list, of)),
  type("TreePerson", "A person; the program gives the password, as a secret.", [], {
    ...entry("their username"),
    username: text("What they log in with. Default: the key."),
    ...Object.fromEntries(personal.map((key) => [key, input(passedOn(kinds.User, key))])),
  }),
  type("TreePersonUntil", "Somebody who belongs to a node until a date.", ["person", "until"], {
    person: text("Their key."),
    until: text(UNTIL),
  }),
  type("TreeVisibility", "Who may see a node of the tree.", [], {
    visibility: input(passedOn(kinds.Node, "visibility")),
    visibleToNodes: listOf(TEXT, "The nodes whose people see it: keys of the tree, or ids."),
    visibleToUsers: input(passedOn(kinds.Node, "visibleToUsers")),
  }),
];

const BELOW = "Those directly below the root, each with those below it.";
const personal = [...userTexts, "gender"];

/** A department, a group, a role or a label. */
const unitType = (list: string, of: string) =>
  type(of, `One of the ${list}, and all below it.`, ["name"], {
    ...entry("a slug of the name"),
    name: text("What people call it."),
    description: text("Free text."),
    uid: text("The key of the node on the server; to take over an existing one, with `adopt`."),
    people: listOf(
      { oneOf: [TEXT, refTo(pluginType("TreePersonUntil"))] },
      "Who belongs to it, by key; an empty list is nobody. Left out, its members are not managed.",
    ),
    ...(list !== "departments" && {
      acceptsMembers: { ...FLAG, description: "Whether people may be members." },
    }),
    [list]: listOf(refTo(pluginType(of)), "Those below it."),
  });

/** What every entry has. */
const entry = (otherwise: string): Specs => ({
  key: text(
    `What the program knows the entry by, for ever: letters, digits, \`.\`, \`-\` and \`_\`. Default: ${otherwise}.`,
  ),
  previously: listOf(TEXT, "Keys that it had before: its objects stay the same ones."),
});
