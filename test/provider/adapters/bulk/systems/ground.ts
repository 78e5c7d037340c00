import assert from "node:assert/strict";
import { rootId } from "../../../../../provider/backends/domain/root-id";
import { initialPasswordOf } from "../../../../../provider/initial-password";
import { BulkStack } from "../bulk-stack";
import { portrait } from "../../../conformance/faulty-writes/portrait";
import { Ground } from "../../../conformance/resources";
import type { System } from "../../../conformance/system";
import { SEED, usernames, type Step } from "./life";

type Settings = Readonly<Record<string, string>>;

/** A system with an org, of which a bulk tree is a part. */
export class BulkGround {
  private constructor(
    private readonly system: System,
    private readonly org: string,
    private readonly settings: Settings,
    /** What is there without the tree. */
    private readonly empty: Portrait,
  ) {}

  static async lay(system: System, settings: Settings = {}): Promise<BulkGround> {
    const { org } = await Ground.lay(system);
    // Some systems make the root of a kind with its first node, and keep it.
    const duty = { org, kind: "role", uid: "duty", name: "Duty" } as const;
    await system.behind.nodes.create({ ...duty, parent: rootId(duty) });
    return new BulkGround(system, org, settings, await portrait(system.behind));
  }

  /** @param url leads to the system another way */
  stack(url = this.system.url): BulkStack {
    const { configuration } = this.system.session({ ...this.settings, url }).session;
    return new BulkStack(configuration, this.org);
  }

  /** The name of what departments at the top are in, and of what roles are. */
  get tops(): Readonly<Record<"departments" | "roles", string | undefined>> {
    const lines = this.empty.orgs.flatMap(({ nodes }) => nodes);
    const above = (name: string) => lines.find((one) => one.includes(`/${name} `))?.split("/")[0];
    return { departments: above("Engineering"), roles: above("Duty") };
  }

  /** What there is beside what was there without the tree. */
  async made(): Promise<{ readonly nodes: string[]; readonly users: string[] }> {
    const { orgs, users } = await portrait(this.system.behind);
    const nodesIn = (all: Portrait["orgs"]) => all.flatMap(({ nodes }) => nodes);
    return {
      nodes: without(nodesIn(orgs), nodesIn(this.empty.orgs)),
      users: without(users, this.empty.users),
    };
  }

  /** A preview has nothing to do, also after a refresh, and just who may sign in does. */
  async requireSettled(stack: BulkStack, { tree, policy, signIn }: Step, where: string) {
    assert.deepEqual(await stack.plan(tree, policy), [], where);
    await stack.refresh();
    assert.deepEqual(await stack.plan(tree, policy), [], where);
    for (const username of usernames) {
      const isIn = await this.signsIn(username);
      assert.equal(isIn, signIn.includes(username), `${where}: ${username}`);
    }
  }

  /** Somebody renames a node, and takes a person out of another. */
  async changeByHand(renamed: string, left: string, username: string): Promise<void> {
    const { org } = this;
    const { nodes, nodeMembers } = this.system.behind;
    await nodes.update({ org, id: renamed }, { name: "By hand" });
    await nodeMembers.change({ org, id: left }, { add: [], remove: [username] });
  }

  /** Destroys the tree, and nothing else. */
  async clear(stack: BulkStack, where: string): Promise<void> {
    if (stack.id !== "") await stack.destroy();
    assert.deepEqual(await portrait(this.system.behind), this.empty, where);
  }

  private async signsIn(username: string): Promise<boolean> {
    const { users } = this.system.behind;
    const [one] = await users.find({ username });
    return one !== undefined && users.signsIn({ id: one.id }, initialPasswordOf(SEED, username));
  }
}

type Portrait = Awaited<ReturnType<typeof portrait>>;

const without = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((one) => !some.includes(one));
