import assert from "node:assert/strict";
import { accessId } from "../../../provider/backends/domain/access-id";
import { app } from "../../../provider/kinds/app/app";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

/** One of each kind that can be in an org. */
const program: Resource[] = [
  { name: "ada", handler: user, inputs: () => ({ username: "ada1" }) },
  { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) },
  {
    name: "team",
    handler: node,
    inputs: (idOf) => ({ org: idOf("acme"), kind: "department", name: "Team" }),
  },
  {
    name: "below",
    handler: node,
    inputs: (idOf) => ({
      ...{ org: idOf("acme"), kind: "department", name: "Below", parent: idOf("team") },
    }),
  },
  {
    name: "people",
    handler: nodeMembers,
    inputs: (idOf) => ({ node: idOf("below"), users: [idOf("ada")], mode: "exact" }),
  },
  {
    name: "member",
    handler: orgMember,
    inputs: (idOf) => ({ org: idOf("acme"), user: idOf("ada"), position: "Lead" }),
  },
  {
    name: "members",
    handler: orgMembers,
    inputs: (idOf) => ({ org: idOf("acme"), users: [idOf("ada")] }),
  },
  { name: "ci", handler: app, inputs: (idOf) => ({ org: idOf("acme"), name: "CI" }) },
  {
    name: "audit",
    handler: perm,
    inputs: (idOf) => ({ scope: idOf("acme"), name: "Audit" }),
  },
  {
    name: "deploy",
    handler: perm,
    inputs: (idOf) => ({ scope: idOf("ci"), name: "Deploy" }),
  },
  {
    name: "deployers",
    handler: permGrants,
    inputs: (idOf) => ({ perm: idOf("deploy"), users: [idOf("ada")], mode: "exact" }),
  },
  {
    name: "ci-users",
    handler: permGrants,
    inputs: (idOf) => ({ perm: accessId(idOf("ci")), nodes: [idOf("team")] }),
  },
];

describe("an org that was deleted behind the program's back", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
    await stack.up(program);
    await server.send("DELETE", `org/${String((await theOrg()).oid)}/`);
  });
  afterEach(() => server.close());

  const theOrg = async () => {
    const { body } = await server.send("GET", "org/");
    return (body as unknown as { oid: string; name: string }[])[0] ?? { oid: "", name: "" };
  };

  it("takes all that was in it along, though the server keeps some of it", async () => {
    assert.equal(await server.status(`node/${stack.idOf("below")}/`), 200);
    await stack.refresh();
    assert.deepEqual(stack.names, ["ada"]);
  });

  it("is made anew with all that was in it by one up", async () => {
    await stack.refresh();
    await stack.up(program);
    assert.equal((await theOrg()).name, "Acme");
    assert.deepEqual(await server.members(stack.idOf("below")), ["ada1"]);
    const { parent_node_uid } = await server.get(`node/${stack.idOf("below")}/`);
    assert.equal(parent_node_uid, stack.idOf("team"));
    assert.deepEqual(await stack.preview(program), []);
    await stack.refresh();
    assert.deepEqual(await stack.preview(program), []);
  });

  it("leaves nothing behind that a destroy knows of", async () => {
    const survivors = [stack.idOf("team"), stack.idOf("below")];
    await stack.up([]);
    assert.deepEqual(stack.names, []);
    for (const id of survivors) assert.equal(await server.status(`node/${id}/`), 404);
  });
});
