import assert from "node:assert/strict";
import { source as axe } from "axe-core";
import type { Page } from "playwright-core";
import { html } from "../../cli/plan/formats/html";
import { bigPlan, companyPlan, quietPlan } from "../cli/plan/support/company";
import { HOSTILE } from "../cli/support/reports";
import { keepPicture } from "./support/browser";
import { chartContrasts } from "./support/contrast";
import { opensPages, type Opener } from "./support/opened";

describe("the page of a plan, in a browser", () => {
  let opener: Opener;
  opensPages((one) => (opener = one));

  const company = html(companyPlan());
  const texts = async (page: Page, selector: string) =>
    (await page.locator(selector).allTextContents()).map((text) => text.trim());
  const groups = (page: Page) => texts(page, "#list .group:not([hidden]) h3");
  const says = (page: Page) => texts(page, "#list .group:not([hidden]) .says");
  const focused = (page: Page) =>
    page.evaluate(() => {
      const active = document.activeElement;
      return (active?.querySelector("title") ?? active)?.textContent ?? "";
    });
  const labels = (page: Page) => texts(page, ".box > title");

  it("has what matters most first, and asks nothing of the network", async () => {
    const { page, noise } = await opener.open(company);
    assert.equal(await page.title(), "Plan: acme/company/production");
    assert.equal(await page.textContent(".verdict"), "A rule is broken.");
    assert.deepEqual(await groups(page), [
      ...["Broken rules", "Deleted for good", "Who loses access", "Who gains access", "Made"],
      ...["Moved or renamed", "Joins and leaves", "Grants and denials", "Other changes"],
      "Waived rules",
    ]);
    assert.match((await page.textContent("#list .entry")) ?? "", /identity-rules\.yaml:12/);
    assert.deepEqual(noise, []);
  });

  it("draws the org as it will be, and what goes or moves away", async () => {
    const { page } = await opener.open(company);
    const all = await labels(page);
    for (const label of [
      /^Web & Design, department, 2 people, 1 broken, 1 lose access, 1 leave, 1 gain access, 1 join, 1 changed$/,
      /^Mobile, department, deleted for good, 2 people, 1 deleted, 2 lose access$/,
      /^Data 数据, department, new, 3 people, 3 join, 1 new$/,
      /^Security → Operations, department, moves away from here$/,
      /^Security, department, 2|3 people, 1 move$/,
    ]) {
      assert.ok(
        all.some((one) => label.test(one)),
        `${label}: ${all.join("\n")}`,
      );
    }
    const below = async (name: string) => {
      const level = page.locator(".box", { has: page.locator("title", { hasText: name }) });
      return level.first().getAttribute("aria-level");
    };
    assert.equal(await below("Security, department"), await below("Security → Operations"));
  });

  it("shows names as they are, whatever they are made of", async () => {
    const { page, noise } = await opener.open(company);
    assert.doesNotMatch(await page.innerText("body"), /[^\P{Cc}\n]|\u202e/u);
    assert.ok((await says(page)).some((one) => one.includes(HOSTILE.script)));
    await page.fill("#words", "img src");
    assert.ok((await says(page)).length > 0);
    assert.deepEqual(
      [await page.locator("img").count(), await page.locator("script").count()],
      [0, 2],
    );
    assert.equal(await page.title(), "Plan: acme/company/production");
    assert.deepEqual(noise, []);
  });

  it("leads from an entry to its place in the chart, and from a node to what happens in it", async () => {
    const { page } = await opener.open(company);
    await page.getByRole("button", { name: "Annie Easley (annie) joins Acme/Operations" }).click();
    assert.match(await focused(page), /^People, department/);
    await page.keyboard.press("Enter");
    assert.deepEqual(await groups(page), ["Made", "Joins and leaves"]);
    assert.equal(await page.textContent(".group:not([hidden]) .count"), "1");
    await page.getByRole("button", { name: "Only inside People" }).click();
    assert.equal((await groups(page)).length, 10);
  });

  it("narrows by words and by what happens", async () => {
    const { page } = await opener.open(company);
    await page.fill("#words", "brendan");
    assert.deepEqual(await groups(page), ["Broken rules", "Who loses access", "Joins and leaves"]);
    await page.getByRole("checkbox", { name: "lose access" }).uncheck();
    assert.deepEqual(await groups(page), ["Broken rules", "Joins and leaves"]);
    await page.fill("#words", "company.ts:13");
    assert.deepEqual(await says(page), ["node Mobile is deleted for good, with 2 people"]);
  });

  it("is walked through by the keyboard alone", async () => {
    const { page } = await opener.open(company);
    const summary = page.locator("summary", { hasText: "Broken rules" });
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details.group").first().getAttribute("open"), null);
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /Deleted for good/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^node Mobile is deleted/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(page), /^Mary Jackson/, "what is folded is left out");
  });

  it("stays light with 2,000 changes: long groups are folded, and a search opens them", async () => {
    const { page } = await opener.open(html(bigPlan()));
    assert.ok((await page.locator(".box").count()) <= 60);
    const joins = page.locator("details.group", { hasText: "Joins and leaves" });
    assert.equal(await joins.getAttribute("open"), null);
    assert.equal(await joins.locator(".count").textContent(), "2,200");
    await keepPicture(page, "plan-big");
    await page.fill("#words", "u1999");
    assert.deepEqual(await says(page), [
      "Person 1999 (u1999) joins Acme/Engineering/Team 0/Team 18/Team 199",
    ]);
    assert.ok(await page.locator("#list .says").first().isVisible());
    await page.fill("#words", "");
    assert.equal(await joins.getAttribute("open"), null, "as it was before the search");
    await joins.locator("summary").click();
    await page.getByRole("button", { name: "Show 400 more" }).click();
    assert.equal(await joins.locator(".entry").count(), 500);
  });

  it("is the chart alone where nothing changes", async () => {
    const { page } = await opener.open(html(quietPlan()));
    assert.equal(await page.textContent(".verdict"), "Nothing changes.");
    assert.deepEqual(
      [await page.locator("#list").count(), await page.locator(".pick").count()],
      [0, 0],
    );
    assert.ok((await labels(page)).some((one) => one.startsWith("Engineering")));
    await keepPicture(page, "plan-quiet");
  });

  it("says the same where scripts are forbidden", async () => {
    const { page } = await opener.open(company, { javaScriptEnabled: false });
    assert.equal((await groups(page)).length, 10);
    assert.ok((await labels(page)).some((one) => one.startsWith("Data 数据, department, new")));
    assert.equal(await page.locator("#tools").isVisible(), false);
    const { page: big } = await opener.open(html(bigPlan()), { javaScriptEnabled: false });
    const joins = big.locator("details.group", { hasText: "Joins and leaves" });
    await joins.locator("summary").click();
    assert.ok(await joins.locator(".says").first().isVisible());
    assert.equal(await joins.locator(".entry").count(), 100);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [375, 768, 1440]) {
      it(`has the roles and the contrast that everyone needs, in the ${colorScheme}, ${width} wide`, async () => {
        const viewport = { width, height: 900 };
        const { page } = await opener.open(company, { colorScheme, viewport });
        await page.evaluate(axe);
        const found = await page.evaluate(`axe.run().then(({ violations }) => violations)`);
        assert.deepEqual(found, []);
        const contrasts = await chartContrasts(page);
        assert.ok(contrasts.length > 30);
        assert.deepEqual(
          contrasts.filter(({ ratio }) => ratio < 4.5),
          [],
        );
        const wide = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(wide, width, "the page is no wider than the screen");
        await keepPicture(page, `plan-${colorScheme}-${width}`);
      });
    }
  }

  it("prints all that the filters leave, unfolded, and is folded again on the screen", async () => {
    const { page } = await opener.open(html(bigPlan()), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator("#list .entry").count(), 2402);
    assert.equal(await page.locator("details.group:not([open])").count(), 0);
    await page.setViewportSize({ width: 800, height: 1130 });
    await keepPicture(page, "plan-print");
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.ok((await page.locator("details.group:not([open])").count()) > 0);
  });
});
