import { InvalidError, ProviderError } from "../backends/errors";
import type { Kind, Values } from "../engine/kind";
import { resourceName } from "../run/origin";
import { labelOf } from "../run/preview";
import type { Session } from "../run/session";

type Known = Pick<Session, "leavers">;

/**
 * Refuses a new resource for a person whom a bulk resource lets go in this run, and which the engine comes
 * to only after that: what it is to go on with may be deleted by then.
 *
 * @throws InvalidError naming that resource
 */
export function requireNotLeaving({ name }: Kind, { leavers }: Known, inputs: Values): void {
  const { username } = inputs;
  if (name !== "User" || typeof username !== "string") return;
  const resource = resourceName(inputs);
  const tree = leavers.treeOf(username);
  if (tree === undefined || isOf(tree, resource)) return;
  throw new InvalidError(
    `"${username}" leaves ${nameOf(tree)} in this run, which takes the account away before it hears of this resource: ${waitFor(tree, resource)}`,
    "username",
  );
}

/**
 * Refuses to let somebody go to a new resource that the engine came to before, but may come to later in
 * the run after this preview: where it waits for something that a preview does not make.
 *
 * @throws ProviderError naming the resource
 */
export function requireWaiting(
  { leavers }: Known,
  tree: string,
  resource: string,
  username: string,
): void {
  if (isOf(tree, resource) || leavers.isBefore(resource, tree) !== false) return;
  throw new ProviderError(
    `${labelOf("User", resource)} is to go on with "${username}", who leaves: ${waitFor(tree, resource)}, so that the account is not taken away before ${nameOf(tree)} hears of that`,
    "tree",
  );
}

const waitFor = (tree: string, resource: string) =>
  `give the OrgTree ${nameOf(tree)} dependsOn with ${whole(resource)}`;

/** What a program declares: of the parts of an `OrgTree` that one. */
function whole(resource: string): string {
  const [, tree] = /identity:index:OrgTree\$(.*)\/[^/]*$/.exec(resource) ?? [];
  return tree === undefined ? labelOf("User", resource) : `OrgTree "${tree}"`;
}

/** Whether a resource is an entry of the tree itself. */
const isOf = (tree: string, resource: string) => resource.startsWith(`${tree}/`);

/** The logical name. */
const nameOf = (tree: string) => `"${tree.slice(tree.lastIndexOf("$") + 1)}"`;
