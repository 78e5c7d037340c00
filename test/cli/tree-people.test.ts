import assert from "node:assert/strict";
import { formats } from "../../cli/tree/formats";
import { treeOf } from "../../cli/tree/read-tree";
import { openInspector } from "../../provider/inspect";
import { systems, type System } from "../provider/conformance/system";
import { inspectorOf } from "./support/inspector";

for (const [name, start] of Object.entries(systems)) {
  describe(`who is where, on ${name}`, () => {
    let system: System;
    let org: string;
    let web: string;
    let team: string;
    before(async () => {
      system = await start();
      const { behind } = system;
      const uid = behind.capabilities.orgProblem("acme") === undefined ? { uid: "acme" } : {};
      ({ id: org } = await behind.orgs.create({ name: "Acme", ...uid }));
      const top = { org, kind: "department" } as const;
      web = (
        await behind.nodes.create({ ...top, parent: `${org}/department`, uid: "web", name: "Web" })
      ).id;
      team = (await behind.nodes.create({ ...top, parent: web, uid: "team", name: "平台" })).id;
      const everybody = { wang1: "王选", ada1: "Ada Lovelace", bob1: "", lone1: "Lone" };
      for (const [username, called] of Object.entries(everybody)) {
        await behind.users.create({ username, ...(called && { name: called }) });
      }
      await behind.orgMembers.change({ id: org }, { add: ["lone1"], remove: [] });
      await behind.nodeMembers.change({ org, id: web }, { add: ["wang1", "ada1"], remove: [] });
      await behind.nodeMembers.change({ org, id: team }, { add: ["bob1", "ada1"], remove: [] });
    });
    after(() => system.close());

    const read = (people = true) =>
      treeOf(inspectorOf(system.session().session), { org: [org], people });

    it("prints names and usernames below each node, in one order, those of several nodes in each", async () => {
      const text = formats.text(await read(), { depth: Infinity });
      const lines = text.split("\n").map((line) => line.replace(/^[│├└─ ]+/, ""));
      const from = lines.findIndex((line) => line.startsWith("Web"));
      assert.deepEqual(lines.slice(from, from + 6), [
        ...["Web  2 people", "Ada Lovelace (ada1)", "王选 (wang1)"],
        ...["平台  2 people", "Ada Lovelace (ada1)", "bob1"],
      ]);
    });

    it("gives programs the people of each node, and nobody twice or not at all", async () => {
      const [acme] = (await read()).orgs;
      const peopleOf = (id: string) => acme?.nodes.find((node) => node.id === id)?.people;
      assert.deepEqual(peopleOf(web), [
        { username: "ada1", name: "Ada Lovelace" },
        { username: "wang1", name: "王选" },
      ]);
      const placed = acme?.nodes.flatMap(({ people = [] }) => people) ?? [];
      const lone = [...placed, ...(acme?.inNoNode ?? [])].filter(
        ({ username }) => username === "lone1",
      );
      assert.deepEqual(lone, [{ username: "lone1", name: "Lone" }]);
    });

    it("is silent on people unless it is asked for them", async () => {
      const [acme] = (await read(false)).orgs;
      assert.doesNotMatch(JSON.stringify(acme), /ada1|people|inNoNode/);
    });

    it("takes a page of people at a time, and no request a node or a person", async () => {
      let sent = 0;
      const look = () => {
        sent = 0;
        const { configuration } = system.session().session;
        return treeOf(
          openInspector(configuration, () => void sent++),
          { org: [org], people: true },
        );
      };
      await look();
      const first = sent;
      const many = Array.from({ length: 30 }, (_, i) => `more${i}`);
      for (const username of many) await system.behind.users.create({ username, name: "More" });
      for (let i = 0; i < 10; i++) {
        const { id } = await system.behind.nodes.create({
          ...{ org, kind: "department", parent: `${org}/department`, uid: `more${i}` },
          name: `More ${i}`,
        });
        await system.behind.nodeMembers.change(
          { org, id },
          { add: many.slice(i, i + 9), remove: [] },
        );
      }
      const [acme] = (await look()).orgs;
      assert.equal(
        acme?.nodes.flatMap(({ people = [] }) => people).filter((one) => one.name === "More")
          .length,
        90,
      );
      assert.ok(sent <= first + 2 && first <= 14, `${first}, then ${sent}`);
    });
  });
}
