import * as pulumi from "@pulumi/pulumi";
import type { Adopt } from "../configuration/choices";
import { Node } from "../resources/node";
import { NodeMembers } from "../resources/node-members";
import { Org } from "../resources/org";
import { User } from "../resources/user";
import { given } from "./given";
import type { OrgTreeArgs } from "./org-tree-args";
import { passwordOf, requireKnownUsernames } from "./passwords";
import { loadPlan, TreeError } from "./tree/plan";
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
  /** Departments, groups, roles and labels, by key. */
  readonly nodes: Readonly<Record<string, Node>>;
  /** People whom the tree makes, by key. */
  readonly users: Readonly<Record<string, User>>;

  /** @throws RunError with a line for each place of the tree that is invalid */
  constructor(name: string, args: OrgTreeArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planOf(name, args);
    super("identity:index:OrgTree", name, {}, opts);
    this.name = name;
    const { adopt, forceDestroy } = args;
    this.org = new Org(name, { name: plan.org, ...given({ adopt, forceDestroy }) }, this.child());
    const users = new Map(plan.people.map((person) => [person.key, this.user(person, args)]));
    const nodes = new Map<string, Node>();
    for (const planned of plan.nodes) nodes.set(planned.key, this.node(planned, nodes, args));
    for (const planned of plan.nodes) this.members(planned, { nodes, users }, args);
    this.users = Object.fromEntries(users);
    this.nodes = Object.fromEntries(nodes);
    this.registerOutputs({ org: this.org.id, nodes: ids(nodes), users: ids(users) });
  }

  private user({ path: _, ...person }: PlannedPerson, args: OrgTreeArgs): User {
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

  private node(planned: PlannedNode, made: Map<string, Node>, args: OrgTreeArgs): Node {
    const { key, previously, kind, name, description, uid, acceptsMembers } = planned;
    const { adopt, forceDestroy } = args;
    // The root is declared, too, so that an entry which moves to the top leaves its old parent.
    const parent = made.get(planned.parent ?? "") ?? this.org.root(kind);
    const fields = { org: this.org, kind, parent, name, description, uid, acceptsMembers };
    const inputs = given({ ...fields, adopt, forceDestroy });
    return new Node(
      this.nameOf(key),
      inputs,
      this.child(previously.map((old) => this.nameOf(old))),
    );
  }

  private members({ key, previously, people }: PlannedNode, made: Made, args: OrgTreeArgs): void {
    const node = made.nodes.get(key);
    if (node === undefined || people === undefined) return;
    const users = people.flatMap((each) => made.users.get(each) ?? args.users?.[each] ?? []);
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

/** What the tree has made so far, by key. */
interface Made {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly users: ReadonlyMap<string, User>;
}

function planOf(name: string, args: OrgTreeArgs): Plan {
  const { tree, file, users, initialPassword } = args;
  if ((tree === undefined) === (file === undefined)) {
    throw new pulumi.RunError(`${name}: give tree, a literal, or file, a path: one of them`);
  }
  try {
    const plan = loadPlan(name, file === undefined ? { tree } : { file }, Object.keys(users ?? {}));
    requireKnownUsernames(plan.people, initialPassword);
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
