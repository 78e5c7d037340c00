import assert from "node:assert/strict";
import { accessId } from "../../../provider/access-id";
import { app } from "../../../provider/handlers/app";
import { node } from "../../../provider/handlers/node";
import { nodeMembers } from "../../../provider/handlers/node-members";
import { org } from "../../../provider/handlers/org";
import { orgMember } from "../../../provider/handlers/org-member";
import { orgMembers } from "../../../provider/handlers/org-members";
import { perm } from "../../../provider/handlers/perm";
import { permGrants } from "../../../provider/handlers/perm-grants";
import { user } from "../../../provider/handlers/user";
import { Stack, type Resource } from "../support/stack";
import { World } from "../support/world";

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
  let world: World;
  let stack: Stack;
  beforeEach(async () => {
    world = await World.start();
    stack = new Stack(world.url);
    await stack.up(program);
    await world.send("DELETE", `org/${String((await theOrg()).oid)}/`);
  });
  afterEach(() => world.close());

  const theOrg = async () => {
    const { body } = await world.send("GET", "org/");
    return (body as unknown as { oid: string; name: string }[])[0] ?? { oid: "", name: "" };
  };

  it("takes all that was in it along, though the server keeps some of it", async () => {
    assert.equal(await world.status(`node/${stack.idOf("below")}/`), 200);
    await stack.refresh();
    assert.deepEqual(stack.names, ["ada"]);
  });

  it("is made anew with all that was in it by one up", async () => {
    await stack.refresh();
    await stack.up(program);
    assert.equal((await theOrg()).name, "Acme");
    assert.deepEqual(await world.members(stack.idOf("below")), ["ada1"]);
    const { parent_node_uid } = await world.get(`node/${stack.idOf("below")}/`);
    assert.equal(parent_node_uid, stack.idOf("team"));
    assert.deepEqual(await stack.preview(program), []);
    await stack.refresh();
    assert.deepEqual(await stack.preview(program), []);
  });

  it("leaves nothing behind that a destroy knows of", async () => {
    const survivors = [stack.idOf("team"), stack.idOf("below")];
    await stack.up([]);
    assert.deepEqual(stack.names, []);
    for (const id of survivors) assert.equal(await world.status(`node/${id}/`), 404);
  });
});
