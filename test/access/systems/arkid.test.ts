import assert from "node:assert/strict";
import { type AccessGraph, why } from "../../../access";
import { liveGraph } from "../../../cli/graph/live";
import { inspectorOf } from "../../cli/support/inspector";
import { type MadeOrg, TestServer } from "../../provider/support/test-server";
import { type RandomGrant, type RandomOrg, people, perms, randomOrgs } from "./random-orgs";

const orgs = randomOrgs();

const permOf = (org: number, perm: RandomGrant["perm"]) => `app_app${String(org)}_${perm}`;
const uidOf = (org: number, node: number) => `o${String(org)}n${String(node)}`;

describe("access on ArkID, in 200 random orgs", function () {
  this.timeout(120_000);
  let server: TestServer;
  let graph: AccessGraph;
  before(async () => {
    server = await TestServer.start();
    await server.seed({
      users: people.map((username) => ({ username, name: username })),
      orgs: orgs.map(seedOf),
      perms: orgs.flatMap((_, org) =>
        perms.map((name) => ({ uid: permOf(org, name), name, scope: `app${String(org)}` })),
      ),
    });
    const made = await server.orgs();
    for (const [i, org] of orgs.entries()) await grant(org, i, made.get(`Org ${String(i)}`));
    // The server makes the rows that it has none of yet, and passes values on.
    server.flush();
    const oids = [...made.values()].map(({ oid }) => oid);
    const { session } = server.session();
    const live = await liveGraph({ inspector: inspectorOf(session), resources: [] }, oids);
    assert.deepEqual(live.gaps, []);
    graph = live.graph;
  });
  after(() => server.close());

  it("is what the server says that it is, by the nodes that it says", async () => {
    for (const i of orgs.keys()) {
      for (const name of perms) {
        const perm = permOf(i, name);
        const holders = new Set(await holdersOf(perm));
        for (const username of [...people, "admin"]) {
          await compare(username, perm, holders.has(username));
        }
      }
    }
  });

  /** The graph has besides who comes in as everybody does, which is no value of the perm. */
  async function compare(username: string, perm: string, has: boolean): Promise<void> {
    const all = why(graph, username, perm, new Date());
    const paths = all.filter(([edge]) => edge?.by !== "everyone");
    assert.equal(paths.length > 0, has, `${username} ${perm}`);
    const ours = paths.filter((path) => path.length > 1).map((path) => path.at(-1)?.from ?? "");
    if (ours.length === 0) return;
    const { source } = await server.get(`user/${username}/perm/${perm}/`);
    const nodes = (source as { node_uid: string }[]).map(({ node_uid }) => node_uid);
    assert.deepEqual(new Set(ours), new Set(nodes), `${username} ${perm}`);
  }

  async function holdersOf(perm: string): Promise<string[]> {
    const query = "value=true&owner_subject=user&page_size=100";
    const { results } = await server.get(`perm/${perm}/owner/?${query}`);
    return (results as { uid: string }[]).map(({ uid }) => uid);
  }

  async function grant({ grants, nodes }: RandomOrg, org: number, made?: MadeOrg): Promise<void> {
    const nodeOf = (to: Exclude<RandomGrant["to"], string>) =>
      typeof to === "number"
        ? `${nodes[to]?.kind === "role" ? "g" : "d"}_${uidOf(org, to)}`
        : (made?.root(to.root) ?? assert.fail("no org"));
    for (const name of perms) {
      const own = grants.filter(({ perm }) => perm === name);
      const statuses = (toUser: boolean) =>
        own
          .filter(({ to }) => (typeof to === "string") === toUser)
          .map(({ to, effect }) => ({
            uid: typeof to === "string" ? to : nodeOf(to),
            status: effect === "allow" ? 1 : -1,
          }));
      const body = { user_perm_status: statuses(true), node_perm_status: statuses(false) };
      const { status } = await server.send("PATCH", `perm/${permOf(org, name)}/owner/`, body);
      assert.equal(status, 200);
    }
  }
});

const seedOf = (org: RandomOrg, i: number) => ({
  ...{ name: `Org ${String(i)}`, roles: treeOf(org, i, "role") },
  departments: treeOf(org, i, "department"),
  apps: [{ uid: `app${String(i)}`, name: "App", allowAnyUser: org.isOpen }],
});

interface Tree {
  readonly name: string;
  readonly uid: string;
  readonly users: string[];
  readonly children: Tree[];
}

/** The nodes of a kind below one of them, or below the root. */
const treeOf = (org: RandomOrg, i: number, kind: string, parent?: number): Tree[] =>
  [...org.nodes.entries()]
    .filter(([, node]) => node.kind === kind && node.parent === parent)
    .map(([at, node]) => ({
      ...{ name: `Node ${String(at)}`, uid: uidOf(i, at), users: [...node.people] },
      children: treeOf(org, i, kind, at),
    }));
