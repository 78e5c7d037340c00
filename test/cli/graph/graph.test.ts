import assert from "node:assert/strict";
import { GraphBuilder } from "../../../access";
import { declare, retract } from "../../../cli/graph/declare";
import { declaredGraph } from "../../../cli/graph/declared";
import { graphResource } from "../../../cli/graph/graph-resource";
import { liveGraph } from "../../../cli/graph/live";
import type { StackResource } from "../../../cli/stack/stack-resource";
import { systems, type System } from "../../provider/conformance/system";
import { Program } from "../drift/support/seeded";
import { inspectorOf } from "../support/inspector";
import { edgesOf } from "./support/edges";

// Keycloak has neither denials nor apps that let everybody in.
const embedded = Object.entries(systems).filter(([name]) => name !== "keycloak");

for (const [name, start] of embedded) {
  describe(`the graph of a company on ${name}`, function () {
    this.timeout(30_000);
    let system: System;
    let program: Program;
    let org: string;
    let platform: string;
    let ci: string;
    let deploy: string;

    before(async () => {
      system = await start();
      program = new Program(system);
      org = await program.add("Org", "acme", { name: "Acme 公司", ...uid(name, "acme") });
      const department = { org, kind: "department" };
      const engineering = await program.add("Node", "engineering", {
        ...{ ...department, uid: "eng", name: "Engineering" },
      });
      platform = await program.add("Node", "platform", {
        ...{ ...department, uid: "platform", name: "平台", parent: engineering },
      });
      for (const username of ["ada1", "bob1", "cyd1", "dan1"]) {
        await program.add("User", username, { username, name: `Name of ${username}` });
      }
      await program.add("NodeMembers", "platform-people", { node: platform, users: ["ada1"] });
      await program.add("NodeMembers", "top", { node: `${org}/department`, users: ["bob1"] });
      ci = await program.add("App", "ci", { org, uid: "ci", name: "CI" });
      await program.add("App", "wiki", { org, uid: "wiki", name: "Wiki", allowAnyUser: true });
      deploy = await program.add("Perm", "deploy", { scope: ci, name: "Deploy" });
      await program.add("PermGrants", "deployers", { perm: deploy, nodes: [engineering] });
      await program.add("PermGrants", "ci-users", {
        ...{ perm: `${ci}/access`, nodes: [`${org}/department`], denyUsers: ["cyd1"] },
      });
      await system.behind.nodeMembers.change({ org, id: platform }, { add: ["dan1"], remove: [] });
      const dan = { kind: "user", id: "dan1", effect: "allow" } as const;
      await system.behind.grants.change({ id: deploy }, { add: [dan], remove: [] });
    });
    after(() => system.close());

    const resources = (): StackResource[] =>
      program.resources.map((one, index) => ({ ...one, source: `index.ts:${index + 1}` }));
    const live = async () => {
      const { session } = system.session();
      return liveGraph({ inspector: inspectorOf(session), resources: resources() });
    };
    const declared = () => {
      const { session } = system.session();
      return declaredGraph({ inspector: inspectorOf(session), resources: resources() });
    };
    const isOurs = (edge: string) => /\(|dan1/.test(edge);

    it("tells who can sign in, where the system does", async () => {
      await system.behind.users.suspend({ id: "cyd1" });
      const { people } = (await live()).graph;
      const told = ["bob1", "cyd1"].map((who) => people.get(who)?.canSignIn);
      assert.deepEqual(told, name === "authing" ? [true, false] : [undefined, undefined]);
    });

    it("has all that is there, each edge with the resource that declares it", async () => {
      const { graph, gaps } = await live();
      assert.deepEqual(gaps, []);
      assert.deepEqual(
        edgesOf(graph).filter(isOurs),
        [
          "Engineering has CI/Deploy (deployers, index.ts:13)",
          "ada1 in 平台 (platform-people, index.ts:8)",
          `bob1 in ${rootName(graph.nodes, org)} (top, index.ts:9)`,
          "cyd1 is denied CI/access (ci-users, index.ts:14)",
          "dan1 has CI/Deploy",
          "dan1 in 平台",
          `${rootName(graph.nodes, org)} has CI/access (ci-users, index.ts:14)`,
        ].sort(),
      );
    });

    it("knows where nodes are, who people are, and which apps let everybody in", async () => {
      const { graph } = await live();
      assert.equal(graph.nodes.get(platform)?.declared?.resource, "platform");
      assert.equal(graph.people.get("ada1")?.name, "Name of ada1");
      assert.equal(graph.orgs.get(org)?.name, "Acme 公司");
      const apps = [...graph.apps.values()].map((one) => [one.name, one.allowsAnyUser] as const);
      assert.deepEqual(
        new Map(apps),
        new Map([
          ["CI", false],
          ["Wiki", true],
        ]),
      );
      assert.equal(graph.apps.get(ci)?.declared, undefined);
      const wiki = [...graph.apps.values()].find((one) => one.name === "Wiki");
      assert.equal(wiki?.declared?.resource, "wiki");
      const access = [...graph.perms.values()].filter((one) => one.isAppAccess);
      assert.deepEqual(access.map(({ scope }) => scope).sort(), [...graph.apps.keys()].sort());
    });

    it("of the state alone is what the program declares, under the same ids, without a request", async () => {
      const { graph } = await live();
      const { graph: own, gaps } = declared();
      assert.deepEqual(gaps, []);
      const isDeclared = (edge: string) => edge.includes("(");
      const named = { ...own, nodes: graph.nodes };
      assert.deepEqual(edgesOf(named), edgesOf(graph).filter(isDeclared));
      const above = (id: string) => graph.nodes.get(id)?.parent;
      for (const node of own.nodes.values()) assert.equal(node.parent, above(node.id));
    });

    it("loses what a resource declared when that is taken back, and nothing else", async () => {
      const { graph, ids } = await live();
      for (const resource of resources().filter(({ kind }) => /Members|Grants/.test(kind))) {
        const builder = GraphBuilder.from(graph);
        retract(builder, graphResource(resource), ids);
        const lost = edgesOf(graph).filter((edge) => !edgesOf(builder.build()).includes(edge));
        assert.ok(lost.length > 0, resource.name);
        assert.deepEqual(
          lost.filter((edge) => !edge.includes(`(${resource.name},`)),
          [],
        );
        declare(builder, graphResource(resource), ids);
        assert.deepEqual(edgesOf(builder.build()), edgesOf(graph));
      }
    });
  });
}

const uid = (system: string, uid: string) => (system === "authing" ? { uid } : {});

function rootName(
  nodes: ReadonlyMap<
    string,
    { name: string; kind: string; org: string; parent?: string | undefined }
  >,
  org: string,
): string {
  const root = [...nodes.values()].find(
    (one) => one.org === org && one.kind === "department" && one.parent === undefined,
  );
  return root?.name ?? "";
}
