import assert from "node:assert/strict";
import { source as axe } from "axe-core";
import { html } from "../../cli/access/formats/html";
import { companyOf, EVIL, readingOf, reportOn } from "../cli/access/support";
import { keepPicture } from "./support/browser";
import { opensPages, type Opener } from "./support/opened";

/** Somebody in many nodes, with a hostile name, and a denial. */
const builder = companyOf(EVIL).grant({
  ...{ perm: "deploy", to: { kind: "user", id: "bob" }, effect: "deny" },
});
for (let i = 0; i < 30; i++) {
  const username = `user${i}`;
  builder.people.set(username, { username, name: i % 2 ? `王选 ${i}` : "" });
  builder.join({ person: username, node: "d_web" });
  if (i % 3 === 0) builder.join({ person: username, node: "d_eng" });
}
const readings = [readingOf(builder.build())];
const who = html(reportOn({ ask: "who-can", perm: "deploy" }, readings));
const not = html(reportOn({ ask: "why-not", person: "bob", perm: "deploy" }, readings));

describe("a page of access, in a browser", () => {
  let opener: Opener;
  opensPages((one) => (opener = one));

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [375, 768, 1440]) {
      it(`is for everyone, in the ${colorScheme}, ${width} wide, and never wider`, async () => {
        const viewport = { width, height: 900 };
        const { page, noise } = await opener.open(who, { colorScheme, viewport });
        await page.evaluate(axe);
        const found = await page.evaluate(`axe.run().then(({ violations }) => violations)`);
        assert.deepEqual([found, noise], [[], []]);
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        await keepPicture(page, `access-${colorScheme}-${width}`);
      });
    }
  }

  it("has a row for each person, whatever they are called, and the ways in it", async () => {
    const { page, noise } = await opener.open(who);
    assert.equal(await page.locator("tbody tr").count(), 31);
    assert.equal(await page.locator("tbody tr", { hasText: "user3)" }).locator("li").count(), 2);
    assert.deepEqual(noise, []);
  });

  it("prints in the light colours of paper", async () => {
    const { page } = await opener.open(not, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(ground, "rgb(250, 250, 248)");
    await keepPicture(page, "access-print");
  });
});
