import * as pulumi from "@pulumi/pulumi";
import type { Adopt } from "../configuration/choices";
import { Node } from "../resources/node";
import { NodeMembers } from "../resources/node-members";
import { Org } from "../resources/org";
import type { UserEntry } from "../resources/refs";
import { User } from "../resources/user";
import { BulkTree } from "../resources/bulk-tree";
import { given } from "./given";
import type { OrgTreeArgs } from "./org-tree-args";
import { passwordOf, requireKnownUsernames } from "./passwords";
import { calledFrom } from "./tree/called-from";
import { contentsOf } from "./tree/contents";
import { TreeError } from "./tree/tree-error";
import { inOrder, requireKnownNodes, visibilityOf } from "./visibility";
import type { Plan, PlannedNode, PlannedPerson } from "./tree/planned";

/**
 * A whole org, from a nested literal or a file: an Org, its Nodes, its Users and who belongs where.
 * Each is a resource of its own, whose name is the tree's and the entry's key: to rename or to move an
 * entry is an update, and a changed key is one, too, when `previously` names the old one.
 *
 * @example
 * ```ts
 * const acme = new OrgTree("acme", {
 *   tree: {
 *     name: "Acme",
 *     departments: [
 *       { name: "Engineering", departments: [{ name: "Platform", people: ["adalovelace"] }] },
 *       { key: "shanghai", name: "上海分公司", people: ["wangxuan"] },
 *     ],
 *     people: [{ key: "adalovelace", name: "Ada Lovelace" }, { key: "wangxuan", name: "王选" }],
 *   },
 *   initialPassword: ({ key }) => new RandomPassword(key, { length: 20 }).result,
 * });
 * new Node("lab", { org: acme.org, kind: "department", parent: acme.nodes.platform, name: "Lab" });
 * ```
 */
export class OrgTree extends pulumi.ComponentResource {
  private readonly name: string;
  readonly org: Org;
  private readonly made: MadeOfTree;

  /** @throws RunError with a line for each place of the tree that is invalid */
  constructor(name: string, args: OrgTreeArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planOf(name, args);
    super("identity:index:OrgTree", name, {}, opts);
    this.name = name;
    const { uid, adopt, forceDestroy } = args;
    const org = { name: plan.org, ...given({ uid, adopt, forceDestroy }) };
    this.org = new Org(name, org, this.child());
    this.made = args.bulk === true ? this.oneResource(plan, args) : this.resources(plan, args);
  }

  /**
   * Departments, groups, roles and labels, by key.
   * @throws RunError with `bulk: true`, which makes no resource of a node
   */
  get nodes(): Readonly<Record<string, Node>> {
    return this.ofTheirOwn("nodes", "the id of a node is nodeId(key)");
  }

  /**
   * People whom the tree makes, by key.
   * @throws RunError with `bulk: true`, which makes no resource of a person
   */
  get users(): Readonly<Record<string, User>> {
    return this.ofTheirOwn("users", "name a person by the username");
  }

  /**
   * The id of a node, by its key: to be given wherever a node is named.
   * @throws RunError where the tree has no such key
   */
  nodeId(key: string): pulumi.Output<string> {
    const id = this.made.idOf(key);
    if (id === undefined) throw new pulumi.RunError(`${this.name}: the tree has no node "${key}"`);
    return id;
  }

  /** The ids of all nodes, by key: as a whole unknown as long as one of them is. */
  get nodeIds(): pulumi.Output<Readonly<Record<string, string>>> {
    return this.made.ids();
  }

  private ofTheirOwn<K extends "nodes" | "users">(which: K, otherwise: string) {
    const all = this.made[which];
    if (all !== undefined) return all as NonNullable<MadeOfTree[K]>;
    throw new pulumi.RunError(
      `${this.name}.${which}: with bulk: true the tree is one resource; ${otherwise}`,
    );
  }

  private oneResource(plan: Plan, args: BulkArgs): MadeOfTree {
    const {
      tree: _tree,
      file: _file,
      bulk: _bulk,
      uid: _uid,
      people: _people,
      visibility,
      ...policy
    } = args;
    const contents = contentsOf(plan, visibility);
    const keys = plan.people.map(({ username }) => `user ${username}`);
    const inputs = { ...given(policy), org: this.org, tree: contents };
    const bulk = new BulkTree(this.name, inputs, keys, this.child());
    this.registerOutputs({ org: this.org.id });
    const declared = new Set(plan.nodes.map(({ key }) => key));
    return {
      ids: () => bulk.nodeIds,
      idOf: (key) => (declared.has(key) ? bulk.nodeId(key) : undefined),
    };
  }

  private resources(plan: Plan, args: TreeArgs): MadeOfTree {
    const users = new Map<string, User>();
    const nodes = new Map<string, Node>();
    const { placeOf } = plan;
    for (const person of plan.people) {
      users.set(
        person.key,
        calledFrom(placeOf(person.path), () => this.user(person, args)),
      );
    }
    for (const one of inOrder(plan.nodes, args.visibility)) {
      nodes.set(
        one.key,
        calledFrom(placeOf(one.path), () => this.node(one, nodes, args)),
      );
    }
    for (const one of plan.nodes) {
      const place = placeOf([...one.path, "people"]);
      calledFrom(place, () => this.members(one, { nodes, users }, args));
    }
    this.registerOutputs({ org: this.org.id, nodes: ids(nodes), users: ids(users) });
    return {
      nodes: Object.fromEntries(nodes),
      users: Object.fromEntries(users),
      ids: () => pulumi.output(ids(nodes)),
      idOf: (key) => nodes.get(key)?.id,
    };
  }

  private user({ path: _, ...person }: PlannedPerson, args: TreeArgs): User {
    const { key, previously, ...fields } = person;
    const { adopt, onRemove } = args;
    const initialPassword = passwordOf(person, args.initialPassword);
    const inputs = given({ ...fields, initialPassword, adopt, onRemove });
    return new User(
      this.nameOf(key),
      inputs,
      this.child(previously.map((old) => this.nameOf(old))),
    );
  }

  private node(planned: PlannedNode, made: Map<string, Node>, args: TreeArgs): Node {
    const { key, previously, kind, name, description, uid, acceptsMembers } = planned;
    const { adopt, forceDestroy } = args;
    // The root is declared, too, so that an entry which moves to the top leaves its old parent.
    const parent = made.get(planned.parent ?? "") ?? this.org.root(kind);
    const fields = { org: this.org, kind, parent, name, description, uid, acceptsMembers };
    const visibility = visibilityOf(key, made, args.visibility);
    const inputs = given({ ...fields, ...visibility, adopt, forceDestroy });
    return new Node(
      this.nameOf(key),
      inputs,
      this.child(previously.map((old) => this.nameOf(old))),
    );
  }

  private members({ key, previously, people }: PlannedNode, made: Made, args: TreeArgs): void {
    const node = made.nodes.get(key);
    if (node === undefined || people === undefined) return;
    const users = people.flatMap(({ person, until }): UserEntry[] => {
      const user = made.users.get(person) ?? args.users?.[person];
      if (user === undefined) return [];
      return [until === undefined ? user : { user, until }];
    });
    const { mode, removalLimit } = args;
    const adopt = args.adopt && pulumi.output(args.adopt).apply(ofLists);
    const inputs = given({ node, users, mode, removalLimit, adopt });
    const opts = this.child(previously.map((old) => `${this.nameOf(old)}-people`));
    new NodeMembers(`${this.nameOf(key)}-people`, inputs, opts);
  }

  /** Keys have no `/`: two trees of one program never mean the same name. */
  private nameOf(key: string): string {
    return `${this.name}/${key}`;
  }

  private child(formerNames: readonly string[] = []): pulumi.CustomResourceOptions {
    return { parent: this, aliases: formerNames.map((name) => ({ name })) };
  }
}

type BulkArgs = Extract<OrgTreeArgs, { bulk: true }>;
type TreeArgs = Exclude<OrgTreeArgs, { bulk: true }>;

/** What a tree is made of: resources of their own, or none with `bulk: true`. */
interface MadeOfTree {
  readonly nodes?: Readonly<Record<string, Node>>;
  readonly users?: Readonly<Record<string, User>>;
  readonly ids: () => pulumi.Output<Readonly<Record<string, string>>>;
  readonly idOf: (key: string) => pulumi.Output<string> | undefined;
}

/** What the tree has made so far, by key. */
interface Made {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly users: ReadonlyMap<string, User>;
}

function planOf(name: string, args: OrgTreeArgs): Plan {
  const { tree, file, visibility } = args;
  const { users, initialPassword } = args.bulk === true ? {} : args;
  const people = [args.people ?? []].flat();
  if ((tree === undefined) === (file === undefined)) {
    throw new pulumi.RunError(`${name}: give tree, a literal, or file, a path: one of them`);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program without a tree loads no reader of files
  const { loadPlan } = require("./load-plan") as typeof import("./load-plan");
  try {
    const origin = { ...(file === undefined ? { tree } : { file }), people };
    const plan = loadPlan(name, origin, Object.keys(users ?? {}));
    requireKnownUsernames(plan.people, initialPassword);
    requireKnownNodes(plan.nodes, visibility);
    return plan;
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    throw new pulumi.RunError(error.message); // without a stack trace
  }
}

/** A list is never made, so that `only` becomes `ifExists`. */
function ofLists(adopt: Adopt): "never" | "ifExists" {
  return adopt === "only" ? "ifExists" : adopt;
}

function ids(
  made: ReadonlyMap<string, pulumi.CustomResource>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries([...made].map(([key, { id }]) => [key, id]));
}
