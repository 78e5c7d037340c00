import assert from "node:assert/strict";
import { ConflictError } from "../../../../provider/backends/errors";
import type { Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { ORIGIN } from "../../support/stack";
import { describeOn } from "../../conformance/system";
import { Ground } from "./ground";

/** Siblings can't share a name, so that no group could be made beside the one that it replaces. */
describeOn("keycloak")("a Node of another kind or key on Keycloak", function () {
  let ground: Ground;
  beforeEach(async () => {
    ground = await Ground.lay();
    await ground.connect().backend.orgs.create({ name: "Acme" });
  });
  afterEach(() => ground.close());

  const inputs = (more: Values = {}) => ({
    ...{ org: ground.org, kind: "role", name: "值班 Leads", origin: ORIGIN, ...more },
  });
  const declare = (name = "leads") => new Declared(node, ground.connect().session, name);
  const attributesOf = async (id: string) => (await ground.client.groups.get(id)).attributes ?? {};
  /** A group with somebody in it, and an attribute of somebody's own. */
  const made = async () => {
    const leads = await declare().create(inputs());
    const { groups, users } = ground.client;
    const attributes = { ...(await attributesOf(leads.id)), costCentre: ["7"] };
    await groups.update(leads.id, { name: "值班 Leads", attributes });
    await users.join(await users.create({ username: "ada", enabled: true }), leads.id);
    return leads;
  };
  const peopleOf = async (id: string) =>
    (await ground.client.groups.members(id).page()).items.map(({ username }) => username);

  it("stays the same group, with its key, its people and all else", async () => {
    const leads = await made();
    const { uid } = leads.state;
    await leads.update(inputs({ kind: "group" }));
    assert.deepEqual(await attributesOf(leads.id), {
      ...{ costCentre: ["7"], "pulumi-identity.kind": ["group"] },
      "pulumi-identity.uid": [uid],
    });
    await leads.update(inputs({ kind: "label", uid: "leaders", allowReplace: true }));
    assert.deepEqual(await attributesOf(leads.id), {
      ...{ costCentre: ["7"], "pulumi-identity.kind": ["label"] },
      "pulumi-identity.uid": ["leaders"],
    });
    assert.deepEqual(await peopleOf(leads.id), ["ada"]);
    assert.equal(await leads.isSettled(inputs({ kind: "label", uid: "leaders" })), true);
  });

  it("goes below a node of its new kind in the same update", async () => {
    const leads = await made();
    const above = await declare("guilds").create(inputs({ kind: "group", name: "Guilds" }));
    await leads.update(inputs({ kind: "group", parent: above.id, name: "Leads" }));
    const { parentId, name } = await ground.client.groups.get(leads.id);
    assert.deepEqual([parentId, name], [above.id, "Leads"]);
  });

  it("is drift when a run was killed after it, and the program goes back", async () => {
    const leads = await made();
    const { state } = leads;
    await leads.update(inputs({ kind: "group" }));
    leads.state = state;
    assert.equal((await leads.refresh()).kind, "group");
    await leads.update(inputs());
    assert.deepEqual((await attributesOf(leads.id))["pulumi-identity.kind"], ["role"]);
  });

  it("does not get a key that another node of its kind has", async () => {
    const leads = await made();
    const other = await declare("others").create(inputs({ name: "Others", uid: "others" }));
    await assert.rejects(leads.update(inputs({ uid: "others" })), (error: Error) => {
      assert.ok(error instanceof ConflictError);
      assert.match(error.message, new RegExp(`role "others" exists already \\(${other.id}\\)`));
      return true;
    });
  });

  it("names an alias first where another resource of the program has the name at its place", async () => {
    await made();
    await assert.rejects(
      declare("chiefs").create(inputs()),
      /"值班 Leads" exists already at this place .*aliases.*adopt: "ifExists"/,
    );
    const other = declare("chiefs").create(inputs({ kind: "group", adopt: "ifExists" }));
    await assert.rejects(other, /exists already at this place .*, as a role: give another name$/);
  });
});
