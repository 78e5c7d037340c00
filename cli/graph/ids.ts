import {
  accessId,
  nodeKinds,
  parseAccessId,
  parseRootId,
  rootOf,
  type Values,
} from "../../provider/inspect";
import type { LiveOrg } from "../live-org/live-org";
import type { StackResource } from "../stack/stack-resource";
import { labelOf } from "./label";

/**
 * The ids that a graph has for what programs name otherwise: an org's root node (`<org>/department`), the
 * perm to use an app (`<app>/access`), and in a preview a resource that has no id yet (`Node "platform"`).
 */
export class Ids {
  private readonly known = new Map<string, string>();
  private readonly texts = new Map<string, string>();
  private readonly newOrgs = new Set<string>();

  /**
   * A resource that a preview creates goes by its URN.
   * @param id where it is known already: of a person, and of what is taken over
   */
  addNew(kind: string, urn: string, id = urn): this {
    if (kind === "Org") this.newOrgs.add(id);
    return this.add(labelOf(kind, urn), id);
  }

  /** Another text for what goes by an id. */
  addName(text: string, id: string): this {
    return this.add(text, id);
  }

  /** What states of resources tell: their own ids, and the node or the perm that a list is of. */
  addResources(resources: readonly StateOfResource[]): this {
    for (const { kind, id, urn, inputs, outputs } of resources) {
      this.add(labelOf(kind, urn), id);
      if (kind === "Node" && isRoot(inputs.parent)) this.add(inputs.parent, outputs.parentUid);
      if (kind === "NodeMembers" && isRoot(inputs.node)) this.add(inputs.node, id);
      if (kind === "PermGrants" && isAccess(inputs.perm)) this.add(inputs.perm, id);
    }
    return this.addRootsAbove(resources);
  }

  /** The nodes that the server made with an org. */
  addOrg({ state }: LiveOrg): this {
    for (const [kind, id] of Object.entries(state.roots)) this.add(`${state.id}/${kind}`, id);
    return this;
  }

  /** The perm to use an app. */
  addApp(app: string, accessPerm: string): this {
    return this.add(accessId(app), accessPerm);
  }

  /** Whether it stands for something else. */
  has(text: string): boolean {
    return this.of(text) !== text;
  }

  /** Of anything but a node or a perm: an org, an app, a person. */
  of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    // What is made from an id: `Org "acme"/role`, `App "ci"/access`.
    const [made, rest] = halves(text);
    const from = this.known.get(made);
    return from === undefined || from === made ? text : this.of(from + rest);
  }

  /** Where a new org is given for a node, it is its department. */
  node(text: string): string {
    return this.of(/^Org ".*"$/s.test(text) ? rootOf(this.of(text), "department") : text);
  }

  /** Where a new app is given for a perm, it is the one to use it. */
  perm(text: string): string {
    return this.of(/^App ".*"$/s.test(text) ? accessId(this.of(text)) : text);
  }

  /** Of which org and of which kind a node is the root; `undefined` for another node. */
  rootAt(id: string): ReturnType<typeof parseRootId> {
    const [org, rest] = halves(id);
    const kind = nodeKinds.find((one) => rest === `/${one}`);
    if (kind !== undefined && this.newOrgs.has(org)) return { org, kind };
    return parseRootId(this.texts.get(id) ?? id);
  }

  /** Which app a perm lets people use; `undefined` for another perm. */
  appOf(perm: string): string | undefined {
    return parseAccessId(this.texts.get(perm) ?? perm)?.app;
  }

  /** A node whose parent the program leaves open and does not declare is below a root. */
  private addRootsAbove(resources: readonly StateOfResource[]): this {
    const nodes = resources.filter(({ kind }) => kind === "Node");
    const declared = new Set(nodes.map(({ id }) => id));
    for (const { inputs, outputs } of nodes) {
      const root = `${String(inputs.org)}/${String(inputs.kind)}`;
      const isAbove = inputs.parent === undefined && !declared.has(String(outputs.parentUid));
      if (isAbove && !this.has(root)) this.add(root, outputs.parentUid);
    }
    return this;
  }

  private add(text: string, id: unknown): this {
    if (typeof id !== "string" || id === "") return this;
    this.known.set(text, id);
    if (isRoot(text) || isAccess(text)) this.texts.set(id, text);
    return this;
  }
}

type StateOfResource = Pick<StackResource, "kind" | "id" | "urn"> & {
  readonly inputs: Values;
  readonly outputs: Values;
};

const isRoot = (value: unknown): value is string =>
  typeof value === "string" && parseRootId(value) !== undefined;
const isAccess = (value: unknown): value is string =>
  typeof value === "string" && parseAccessId(value) !== undefined;

/** An id, and what is made from it: `/role`. */
function halves(text: string): readonly [id: string, rest: string] {
  const at = text.lastIndexOf("/");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
}
