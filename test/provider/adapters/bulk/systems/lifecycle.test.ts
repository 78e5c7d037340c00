import assert from "node:assert/strict";
import { excluded, ignored } from "../../../conformance/excluded";
import { describeOn, everySystem, type System } from "../../../conformance/system";
import { BulkGround } from "./ground";
import { life, type Step } from "./life";

/** What some system or other does not keep, by entry. */
const lacking: Readonly<Record<string, unknown>> = {
  "Node group acceptsMembers": false,
  "Node group visibility": "members",
  "Node group visibleToNodes": [],
  "User nickname": "Manya",
};

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`a bulk tree on ${name}`, function () {
    this.timeout(120_000);
    let system: System;
    let ground: BulkGround;
    before(async () => {
      system = await start();
      ground = await BulkGround.lay(system);
    });
    after(() => system.close());

    it("is made, settles, changes, loses and takes back people, and is destroyed", async () => {
      const stack = ground.stack();
      const there: Record<string, unknown> = {};
      for (const [title, step] of Object.entries(life)) {
        assert.deepEqual(await stack.up(step.tree, step.policy), [], title);
        await ground.requireSettled(stack, step, title);
        there[title] = await ground.made();
      }
      const { departments: top, roles } = ground.tops;
      assert.deepEqual(there.make, {
        nodes: [
          `${roles}/On call "" [yangzhenning]`,
          `${top}/研究所 "" [mariecurie]`,
          '研究所/Physics "runs 加速器" [yangzhenning]',
        ].sort(),
        users: ["mariecurie Marie", "yangzhenning 杨振宁"],
      });
      const nodes = [`${top}/Laboratory "" [yangzhenning]`, `${top}/Physics "" [lisemeitner]`];
      const users = ["lisemeitner Lise Meitner", "yangzhenning Frank"];
      assert.deepEqual(there.change, { nodes, users });
      assert.deepEqual(there.leave, {
        nodes: [`${top}/Laboratory "" []`, nodes[1]],
        users,
      });
      assert.deepEqual(there.return, there.change);
      await ground.clear(stack, "in the end");
    });

    it("shows what was changed by hand, and heals it", async () => {
      const stack = ground.stack();
      const { tree, policy } = life.make as Step;
      await stack.up(tree, policy);
      const made = await ground.made();
      const idOf = (key: string) => String(stack.held.get(`Node acme/${key}`)?.id);
      await ground.changeByHand(idOf("physics"), idOf("lab"), "mariecurie");
      await stack.refresh();
      assert.deepEqual((await stack.plan(tree, policy)).sort(), [
        '+ tree["nodes"]["lab"]["people"]["marie"]',
        '~ tree["nodes"]["physics"]["name"]',
      ]);
      assert.deepEqual(await stack.up(tree, policy), []);
      assert.deepEqual(await ground.made(), made);
      await ground.clear(stack, "in the end");
    });

    it("is refused at preview, by entry and place, with what the system lacks", async () => {
      for (const [what, value] of Object.entries(lacking)) {
        const property = what.slice(what.lastIndexOf(" ") + 1);
        const isNode = what.startsWith("Node");
        const entry = { [property]: value };
        const tree = {
          nodes: { guild: { kind: "group", name: "Guild", ...(isNode && entry) } },
          people: { marie: { username: "mariecurie", ...(!isNode && entry) } },
          places: { "org.yaml": { "nodes.guild": 7, "people.marie": 9 } },
        };
        const stack = ground.stack();
        const reasons = await stack.refusals(tree);
        const against = excluded[name]?.[what];
        assert.equal(reasons.length, against === undefined ? 0 : 1, what);
        const at = isNode ? "org.yaml:7: acme/guild" : "org.yaml:9: acme/marie";
        if (against !== undefined) {
          assert.match(String(reasons[0]), against);
          assert.ok(reasons[0]?.startsWith(`${at}: ${property}: `), reasons[0]);
        }
        const told = ignored[name]?.[what];
        if (told !== undefined) assert.match(stack.warnings.join("\n"), told);
      }
    });
  });
}
