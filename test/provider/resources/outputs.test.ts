import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { Node, Perm, PermGrants, User } from "../../../provider";

/** What the engine makes of a resource: what was declared, and one property that the provider found. */
const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, id, inputs }) => ({
    id: id ?? `id of ${name}`,
    state: { ...(inputs as object), permId: "7", description: id && "found" },
  }),
  call: () => ({}),
};

describe("the outputs of a resource", () => {
  before(() => pulumi.runtime.setMocks(mocks));
  after(() => pulumi.runtime.disconnect());

  const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
    new Promise((resolve) => void output.apply(resolve));

  it("say again what is declared", async () => {
    const node = new Node("eng", { org: "acme", kind: "department", name: "研发部" });
    assert.deepEqual(
      await Promise.all([node.org, node.kind, node.name].map((one) => valueOf<unknown>(one))),
      ["acme", "department", "研发部"],
    );
  });

  it("are there and undefined where nothing is declared", async () => {
    const { parent, description, visibleToNodes, managerGroup } = new Node("ops", {
      ...{ org: "acme", kind: "department", name: "Ops" },
    });
    const { phone } = new User("ada", { username: "adalovelace" });
    const { denyNodes } = new PermGrants("grants", { perm: "p", users: [] });
    for (const output of [parent, description, visibleToNodes, managerGroup, phone, denyNodes]) {
      assert.equal(await valueOf<unknown>(output), undefined);
    }
  });

  it("are what the provider finds", async () => {
    assert.equal(await valueOf(new Perm("deploy", { scope: "ci", name: "Deploy" }).permId), "7");
  });

  it("are all found of one that is only read", async () => {
    assert.equal(await valueOf(Perm.get("read", "app_ci_deploy").description), "found");
    assert.equal(await valueOf(Perm.get("again", "app_ci_deploy").scope), undefined);
  });
});
