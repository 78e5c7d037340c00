import assert from "node:assert/strict";
import { source as axe } from "axe-core";
import { html } from "../../cli/tree/formats/html";
import { svg } from "../../cli/tree/formats/svg";
import type { LiveTree } from "../../cli/tree/live-tree";
import { bigReport, companyReport } from "../cli/support/reports";
import { keepPicture } from "./support/browser";
import { opensPages, type Opener } from "./support/opened";

const treeOf = ({ orgs, tool }: Pick<LiveTree, "orgs" | "tool">): LiveTree => ({
  ...{ schema: 1, readAt: "2026-11-21T14:19:19.000Z", tenant: "https://id.acme.example" },
  ...{ orgs, tool, unseen: [] },
});

describe("an org that was drawn, in a browser", () => {
  let opener: Opener;
  opensPages((one) => (opener = one));

  it("opens, closes and searches", async () => {
    const { page, noise } = await opener.open(html(treeOf(companyReport())));
    const platform = page.getByRole("treeitem", { name: /^Platform/ });
    await platform.click();
    assert.equal(await platform.getAttribute("aria-expanded"), "false");
    await page.keyboard.press("Enter");
    assert.equal(await platform.getAttribute("aria-expanded"), "true");
    await page.fill("#words", "架构");
    assert.equal(await page.textContent("#status"), "1 match in the chart");
    assert.deepEqual(noise, []);
    await keepPicture(page, "tree");
  });

  it("tells who is where, finds them, and narrows to a node", async () => {
    const [org] = companyReport().orgs;
    assert.ok(org);
    const person = (i: number) => ({ username: `user${i}`, name: i % 2 ? `王选 ${i}` : "" });
    const nodes = org.nodes.map((node) => {
      const members = node.id === "Legal" ? 200 : node.members;
      return { ...node, members, people: Array.from({ length: members }, (_, i) => person(i)) };
    });
    const inNoNode = [{ username: "lone", name: "<b>Lone" }];
    const tree = treeOf({ ...companyReport(), orgs: [{ ...org, nodes, inNoNode }] });
    const { page, noise } = await opener.open(html(tree), {
      viewport: { width: 375, height: 900 },
    });
    await page.fill("#words", "lone");
    assert.deepEqual(await page.locator(".people li").allTextContents(), ["<b>Lone (lone)"]);
    await page.fill("#words", "user199");
    assert.deepEqual(await page.locator("#list .show").allTextContents(), ["Legal"]);
    assert.deepEqual(await page.locator(".people li").allTextContents(), ["王选 199 (user199)"]);
    await page.fill("#words", "");
    await page.getByRole("treeitem", { name: /^Legal/ }).click();
    assert.deepEqual(await page.locator("#list .show").allTextContents(), ["Legal"]);
    assert.equal(await page.textContent("#list summary"), "150 more");
    await page.evaluate(axe);
    const found = await page.evaluate(`axe.run().then(({ violations }) => violations)`);
    assert.deepEqual(found, []);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 375);
    assert.deepEqual(noise, []);
    await keepPicture(page, "tree-people");
  });

  it("is a picture that is one of XML, whatever the names are", async () => {
    const { orgs, tool } = companyReport();
    const picture = svg(treeOf({ orgs: [...orgs, ...orgs], tool }), { depth: Infinity });
    const { page } = await opener.open("<!doctype html><title>x</title>");
    const [root, boxes] = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
      return [documentElement.nodeName, documentElement.querySelectorAll(".box").length];
    }, picture);
    assert.deepEqual([root, boxes], ["svg", 2 * 25]);
    await page.setContent(picture);
    await keepPicture(page, "tree-svg");
  });

  it("is drawn whole, also when it is big", () => {
    const picture = svg(treeOf(bigReport()), { depth: Infinity });
    assert.equal(picture.match(/class="box/g)?.length, 10_003);
  });
});
