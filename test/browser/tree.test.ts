import assert from "node:assert/strict";
import { html } from "../../cli/tree/formats/html";
import { svg } from "../../cli/tree/formats/svg";
import type { LiveTree } from "../../cli/tree/live-tree";
import { bigReport, companyReport } from "../cli/support/reports";
import { keepPicture, launch } from "./support/browser";
import { Opener } from "./support/opened";

const treeOf = ({ orgs, tool }: Pick<LiveTree, "orgs" | "tool">): LiveTree => ({
  ...{ schema: 1, readAt: "2026-11-21T14:19:19.000Z", tenant: "https://id.acme.example" },
  ...{ orgs, tool, unseen: [] },
});

describe("an org that was drawn, in a browser", () => {
  let opener: Opener;
  before(async function () {
    this.timeout(600_000);
    const browser = await launch();
    if (!browser) return this.skip();
    opener = new Opener(browser);
  });
  afterEach(() => opener?.closePages());
  after(() => opener?.close());

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
