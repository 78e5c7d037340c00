import { isInTree, pathInTree } from "../../provider/inspect";
import type { Code } from "../code/code";
import { printEntry } from "../code/print";
import type { ComparedResource } from "./resource-drift";

/** A resource that an `OrgTree` made, and what the tree calls things. */
export class TreePart {
  private constructor(
    private readonly all: readonly ComparedResource[],
    /** Name of the tree. */
    private readonly tree: string,
    /** Key of the node or the person that it is, or is a list of. */
    private readonly key: string,
  ) {}

  /** @returns `undefined` for a resource that is in no tree */
  static of(
    all: readonly ComparedResource[],
    { resource }: ComparedResource,
  ): TreePart | undefined {
    if (!isInTree(resource.urn)) return undefined;
    const [, key] = pathInTree(resource);
    return new TreePart(all, treeOf(resource.name), key);
  }

  /** The list of a node's people. */
  people(users: readonly Code[]): string {
    const people = users.map((user) => this.person(user));
    return `${printEntry(["people", people], 0)},\n`;
  }

  /** One more entry of the list of a node's people. */
  morePeople(username: string): string {
    const entry = JSON.stringify(this.keyOf("User", username));
    return `people: [..., ${entry}], // of ${JSON.stringify(this.key)} in OrgTree ${JSON.stringify(this.tree)}\n`;
  }

  /** Where a node's entry goes: a tree has no property for it. */
  below(parent: string): string {
    return `// parent: move the entry below ${JSON.stringify(this.keyOf("Node", parent))}\n`;
  }

  private person(user: Code): Code {
    if (typeof user === "string") return this.keyOf("User", user);
    const { user: username, ...rest } = user as { readonly user: string };
    return { person: this.keyOf("User", username), ...rest };
  }

  /** The key of the tree's own entry for an object; its id where the tree has none. */
  private keyOf(kind: "Node" | "User", id: string): string {
    const found = this.all.find(
      ({ resource: one }) =>
        one.kind === kind && one.id === id && isInTree(one.urn) && treeOf(one.name) === this.tree,
    );
    return found === undefined ? id : pathInTree(found.resource)[1];
  }
}

/** Of `acme/platform` the name of the tree: a key has no slash. */
const treeOf = (name: string): string => name.slice(0, name.lastIndexOf("/"));
