import { html } from "../../cli/drift/formats/html";
import { bigReport } from "../cli/support/reports";
import { launch } from "./support/browser";
import { Opener } from "./support/opened";

/** Opens the page of an org of 10,000 nodes and searches in it, five times; prints milliseconds. */
export async function bench(): Promise<void> {
  const browser = await launch();
  if (!browser) throw new Error("there is no Chromium to measure with");
  const opener = new Opener(browser);
  const report = bigReport();
  for (let run = 1; run <= 5; run += 1) {
    const start = performance.now();
    const text = html(report);
    const written = performance.now();
    const { page } = await opener.open(text);
    await page.getByText("500 of 500 findings").waitFor();
    const opened = performance.now();
    await page.fill("#words", "研发部 99");
    await page.getByText("in the chart").waitFor();
    const searched = performance.now();
    console.log(
      `write ${Math.round(written - start)} ms (${(text.length / 1e6).toFixed(1)} MB), open ${Math.round(opened - written)} ms, search ${Math.round(searched - opened)} ms`,
    );
    await opener.closePages();
  }
  await opener.close();
}
