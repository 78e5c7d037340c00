import { kindIn, parseUrn, resourceNameIn, typesWithin } from "./stack/types";

/**
 * People whom a bulk resource lets go in this run. Its step locks them out and deletes them, at once:
 * the delete of a resource of its own comes after the last check of the run.
 */
export class Leavers {
  private readonly trees = new Map<string, string>();
  private readonly before = new Map<string, readonly string[]>();

  /** @param tree the bulk resource, as `resourceName` makes it */
  letGo(tree: string, username: string): void {
    this.trees.set(username, tree);
  }

  treeOf(username: string): string | undefined {
    return this.trees.get(username);
  }

  /**
   * Registers what a bulk resource waits for.
   * @param urns those in the `dependsOn` of its component
   */
  waits(tree: string, urns: readonly string[]): void {
    this.before.set(tree, urns);
  }

  /**
   * Whether every run comes to a resource before it comes to the bulk resource; `undefined` where
   * nothing says what that waits for.
   */
  isBefore(resource: string, tree: string): boolean | undefined {
    return this.before.get(tree)?.some((urn) => includes(urn, resource));
  }
}

/** Whether what is meant by a URN is this resource, or an `OrgTree` that makes it. */
function includes(urn: string, resource: string): boolean {
  const { type, name } = parseUrn(urn);
  if (kindIn(type) !== "OrgTree") return resourceNameIn(urn) === resource;
  return resource.startsWith(`${typesWithin(urn)}$${name}/`);
}
