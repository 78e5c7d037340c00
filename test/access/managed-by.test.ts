import assert from "node:assert/strict";
import { type GraphBuilder, type Reach, managedBy } from "../../access";
import { TODAY, acme, addNode } from "./support/acme";

const REACH: Reach = { own: false, nodes: [], users: [], apps: [], perms: [] };

function managing(reach: Partial<Reach>, until?: string): GraphBuilder {
  const builder = acme().join({ person: "bob", node: "d_web" });
  const group = { id: "g_m", name: "Leads", kind: "manager", org: "o1" };
  builder.nodes.set("g_m", { ...group, manages: { ...REACH, ...reach } });
  return builder.join({ person: "bob", node: "g_m", until });
}

describe("what somebody manages", () => {
  it("is what their manager group names, with all below and who is there", () => {
    const named = { nodes: ["d_eng"], users: ["eve"], apps: ["ci"], perms: ["deploy"] };
    assert.deepEqual(managedBy(managing(named).build(), "bob", TODAY), {
      nodes: ["d_eng", "d_plat", "d_web"],
      people: ["ada", "bob", "eve"],
      apps: ["ci"],
      perms: ["deploy"],
    });
  });

  it("is where they are themselves, where the group says so, in its own org", () => {
    const builder = managing({ own: true, nodes: ["d_eng"], users: ["eve"] });
    addNode(builder, { id: "d_other", name: "Other", org: "o2" });
    builder.join({ person: "bob", node: "d_other" });
    const { nodes, people } = managedBy(builder.build(), "bob", TODAY);
    assert.deepEqual([nodes, people], [["d_web"], ["bob"]]);
  });

  it("is nothing for who is in no such group, or no more", () => {
    const nothing = { nodes: [], people: [], apps: [], perms: [] };
    const graph = managing({ nodes: ["d_eng"] }, TODAY.toISOString()).build();
    assert.deepEqual(managedBy(graph, "ada", TODAY), nothing);
    assert.deepEqual(managedBy(graph, "bob", TODAY), nothing);
  });
});
