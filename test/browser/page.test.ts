import assert from "node:assert/strict";
import { source as axe } from "axe-core";
import type { Page } from "playwright-core";
import { html } from "../../cli/drift/formats/html";
import { keepPicture } from "./support/browser";
import { chartContrasts } from "./support/contrast";
import { opensPages, type Opener } from "./support/opened";
import { bigReport, companyReport, HOSTILE, orgOf, reportOf } from "../cli/support/reports";

describe("the page of a drift report, in a browser", () => {
  let opener: Opener;
  opensPages((one) => (opener = one));

  const company = html(companyReport());
  const rows = (page: Page) => page.locator("#list .show").allTextContents();
  const boxes = (page: Page) => page.locator(".box .name").allTextContents();
  const focused = (page: Page) =>
    page.evaluate(() => {
      const active = document.activeElement;
      return (active?.querySelector("title") ?? active)?.textContent;
    });
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it("opens, asks nothing of the network, and complains of nothing", async () => {
    const { page, noise } = await opener.open(company);
    await page.getByText("6 of 7 findings").waitFor();
    assert.equal(await page.title(), "Drift: acme/company/production");
    assert.deepEqual(noise, []);
    await keepPicture(page, "drift-light");
  });

  it("shows names as they are, whatever they are made of", async () => {
    const { page, noise } = await opener.open(company);
    const names = (await boxes(page)).join("\n");
    for (const start of ["<img src=x", "</script><script>", HOSTILE.rightToLeft, "基础架构组"]) {
      assert.ok(names.includes(start), `${start} is not in the chart`);
    }
    assert.doesNotMatch(await page.innerText("body"), /[^\P{Cc}\n]|\u202e/u);
    assert.ok((await rows(page)).includes(HOSTILE.image));
    await page.fill("#words", "img src");
    assert.deepEqual(await rows(page), ["Runtime", HOSTILE.image]);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.title(), "Drift: acme/company/production");
    assert.deepEqual(noise, []);
  });

  it("runs no script but its own, and loads nothing", async () => {
    const { page } = await opener.open(company);
    const refused = await page.evaluate(async () => {
      const refused: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) =>
        refused.push(event.effectiveDirective),
      );
      const script = document.createElement("script");
      script.textContent = "document.title = 'owned'";
      const style = document.createElement("style");
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/x.png";
      document.body.append(script, style, image);
      await fetch("http://127.0.0.1:9/").catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return refused.sort();
    });
    assert.deepEqual(refused, ["connect-src", "img-src", "script-src-elem", "style-src-elem"]);
    assert.equal(await page.title(), "Drift: acme/company/production");
  });

  it("narrows list and chart by what is searched for, and shows all again", async () => {
    const { page } = await opener.open(company);
    const before = await boxes(page);
    await page.fill("#words", "RENAMED by");
    assert.deepEqual(await rows(page), ["Web"]);
    await page.fill("#words", "夏培肃");
    assert.deepEqual(await rows(page), ["夏培肃"]);
    await page.fill("#words", "ｏｂｓｅｒｖ");
    assert.deepEqual(await boxes(page), [
      "Acme",
      "Departments",
      "Engineering",
      "Platform",
      "Observability",
    ]);
    assert.equal(await page.textContent("#status"), "0 of 7 findings, 1 match in the chart");
    await page.fill("#words", "");
    assert.deepEqual(await boxes(page), before);
    assert.equal((await rows(page)).length, 6);
  });

  it("filters by category, by kind and by what is accepted", async () => {
    const { page } = await opener.open(company);
    for (const category of ["changed", "missing", "tolerated"]) {
      await page.getByRole("checkbox", { name: category }).uncheck();
    }
    assert.deepEqual(await rows(page), ["Brendan Eich", "Runtime"]);
    await page.getByRole("checkbox", { name: "accepted" }).check();
    assert.deepEqual(await rows(page), ["Brendan Eich", "Runtime", "Sales"]);
    await page.getByLabel("Kind").selectOption("PermGrants");
    assert.deepEqual(await rows(page), ["Sales"]);
    assert.match(
      (await page.textContent("#list")) ?? "",
      /until the move is over, until 2026-12-31/,
    );
  });

  it("is walked through by the keyboard alone: search, chart, list", async () => {
    const { page } = await opener.open(company);
    await press(page, "Tab");
    await page.keyboard.type("web");
    assert.deepEqual(await rows(page), ["Web", "Brendan Eich"]);
    await press(page, "ControlOrMeta+a", "Delete");
    for (let tabs = 0; tabs < 8 && !(await focused(page))?.startsWith("Acme, org"); tabs += 1) {
      await press(page, "Tab");
    }
    await press(page, "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft");
    assert.match((await focused(page)) ?? "", /^Operations/, "left of a leaf is its parent");
    await press(page, "ArrowLeft");
    assert.ok(!(await boxes(page)).includes("Finance"), "left of an open node closes it");
    await press(page, "ArrowRight");
    assert.ok((await boxes(page)).includes("Finance"), "right of a closed one opens it");
    await press(page, "End");
    assert.match((await focused(page)) ?? "", /^Direct members/);
    await press(page, "Home", "ArrowRight", "ArrowRight", "Enter");
    assert.deepEqual(await rows(page), ["Archive"], "Enter narrows the list to what is inside");
    await press(page, "Tab");
    assert.equal(await focused(page), "Archive");
    await press(page, "Enter");
    assert.match(
      (await focused(page)) ?? "",
      /^Operations/,
      "an entry leads to its place in the chart",
    );
    await press(page, "Enter", "Tab", "ArrowDown", "ArrowDown", "ArrowUp");
    assert.equal(await focused(page), "Brendan Eich");
  });

  it("lets go of the node that the list is narrowed to", async () => {
    const { page } = await opener.open(company);
    await page.getByRole("treeitem", { name: /^Engineering/ }).click();
    assert.deepEqual(await rows(page), ["Web", "Brendan Eich", "Runtime"]);
    await page.getByRole("button", { name: "Only inside Engineering" }).click();
    assert.equal((await rows(page)).length, 6);
    assert.equal(await page.locator("[aria-selected=true]").count(), 0);
  });

  it("shows on which sides the chart goes on", async () => {
    const { page } = await opener.open(company, { viewport: { width: 768, height: 700 } });
    const sides = () => page.locator(".frame").evaluate((frame) => [...frame.classList].sort());
    assert.deepEqual(await sides(), ["frame", "more-down", "more-right"]);
    await page.locator(".scroll").evaluate((holder) => holder.scrollTo(10_000, 10_000));
    await page.locator(".frame.more-left.more-up").waitFor();
    assert.deepEqual(await sides(), ["frame", "more-left", "more-up"]);
  });

  it("cuts an org's long name, and has all of it in a title", async () => {
    const name = "Verwaltungsgemeinschaft".repeat(9);
    const org = { ...orgOf("Long", { Web: 1 }), name };
    const { page } = await opener.open(html(reportOf([org], [])));
    assert.equal(await page.getAttribute("figcaption h2", "title"), name);
    const height = await page.locator("figcaption h2").evaluate((one) => one.clientHeight);
    assert.ok(height < 30, `${height}`);
    assert.match((await boxes(page))[0] ?? "", /^Verw.*…$/);
  });

  for (const [colorScheme, width] of [
    ...(["light", "dark"] as const).flatMap((one) =>
      [375, 768, 1440].map((width) => [one, width] as const),
    ),
  ]) {
    it(`has the roles and the contrast that everyone needs, in the ${colorScheme}, ${width} wide`, async () => {
      const viewport = { width, height: 900 };
      const { page } = await opener.open(company, { colorScheme, viewport });
      await page.getByRole("checkbox", { name: "accepted" }).check();
      await page.getByRole("treeitem", { name: /^Engineering/ }).click();
      await page.evaluate(axe);
      const found = await page.evaluate(`axe.run().then(({ violations }) => violations)`);
      assert.deepEqual(found, []);
      const contrasts = await chartContrasts(page);
      assert.ok(contrasts.length > 30);
      assert.deepEqual(
        contrasts.filter(({ ratio }) => ratio < 4.5),
        [],
      );
      await keepPicture(page, `drift-${colorScheme}-${width}-chosen`);
    });
  }

  it("is an outline on a narrow screen, and never wider than it", async () => {
    const { page } = await opener.open(company, { viewport: { width: 360, height: 800 } });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    assert.equal(wide, 360);
    const [parent, child] = await Promise.all(
      ["Operations", "Finance"].map((name) =>
        page.locator(".box", { hasText: name }).first().boundingBox(),
      ),
    );
    assert.ok(parent && child && child.y > parent.y + 20 && child.x > parent.x);
    await keepPicture(page, "drift-narrow");
  });

  it("prints on white paper, with all that the filters leave and without the filters", async () => {
    const { page } = await opener.open(html(bigReport(3000)), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    assert.equal(
      await page.evaluate("getComputedStyle(document.body).backgroundColor"),
      "rgb(250, 250, 248)",
    );
    assert.equal(await page.locator("#tools").isVisible(), false);
    assert.equal((await rows(page)).length, 100);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal((await rows(page)).length, 150);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal((await rows(page)).length, 100);
    await page.setViewportSize({ width: 800, height: 1130 });
    await keepPicture(page, "drift-print");
  });

  it("says the same where scripts are forbidden", async () => {
    const { page } = await opener.open(company, { javaScriptEnabled: false });
    assert.ok((await boxes(page)).includes("基础架构组"));
    assert.equal((await rows(page)).length, 6);
    assert.equal(await page.locator("#tools").isVisible(), false);
  });

  it("keeps a big org light: what is closed is not in the page", async () => {
    const { page } = await opener.open(html(bigReport()));
    assert.ok((await page.locator(".box").count()) <= 60);
    assert.equal((await rows(page)).length, 100);
    await page.getByRole("button", { name: "Show 400 more" }).click();
    assert.equal((await rows(page)).length, 500);
    await page.fill("#words", "研发部 9979");
    await page.getByRole("button", { name: "研发部 9979" }).click();
    assert.match((await focused(page)) ?? "", /^研发部 9979, department/);
    await keepPicture(page, "drift-big");
  });

  it("opens a long list a piece at a time", async () => {
    const departments = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`Team ${i}`, 0]));
    const { page } = await opener.open(html(reportOf([orgOf("Wide", departments)], [])));
    assert.equal(await page.textContent(".verdict"), "No drift");
    const counts: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await page.getByRole("treeitem", { name: /more in Departments$/ }).click();
      counts.push((await boxes(page)).length);
    }
    assert.deepEqual(counts, [62, 112, 123]);
    assert.match((await focused(page)) ?? "", /^Team 119/);
  });

  it("says what could not be seen", async () => {
    const unseen = [
      { part: "grants" as const, id: "p1", reason: "this account may not read <it>" },
    ];
    const { page } = await opener.open(html({ ...companyReport(), verdict: "incomplete", unseen }));
    assert.match((await page.textContent(".verdict")) ?? "", /^Not all could be seen/);
    assert.equal(await page.textContent(".gaps li"), "Grants p1: this account may not read <it>");
  });

  it("says once what holds for a thousand things that could not be seen", async () => {
    const unseen = Array.from({ length: 1000 }, (_, i) => {
      return { part: "User" as const, id: `u${i}`, reason: `may not read u${i}` };
    });
    const { page } = await opener.open(html({ ...companyReport(), verdict: "incomplete", unseen }));
    assert.deepEqual(await page.locator(".gaps li").allTextContents(), [
      "User u0 and 999 more: may not read u0",
    ]);
  });

  it("shows commands as code, and nothing of people's as such", async () => {
    const name = "`rm -rf`";
    const advice = "`pulumi up` sets it back; or <b>declare</b> it";
    const lab = { ...companyReport().findings[0]!, path: [name], advice };
    const { page } = await opener.open(html({ ...companyReport(), findings: [lab] }));
    assert.deepEqual(await rows(page), [name]);
    assert.equal(await page.textContent(".advice code"), "pulumi up");
    assert.equal(await page.textContent(".advice"), "pulumi up sets it back; or <b>declare</b> it");
  });

  it("is the chart alone where nothing is found", async () => {
    const { page } = await opener.open(html(reportOf([orgOf("Wide", { Web: 2 })], [])));
    assert.equal(await page.textContent(".verdict"), "No drift");
    assert.deepEqual(
      [await page.locator("#list").count(), await page.locator(".pick").count()],
      [0, 0],
    );
    await page.fill("#words", "web");
    assert.equal(await page.textContent("#status"), "1 match in the chart");
  });
});
