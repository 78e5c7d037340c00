import type { Page } from "playwright-core";

/** A text of a chart, and how much it stands out from what it is on. */
export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** The contrasts of a chart's texts by WCAG 2: axe looks at those of HTML, not of SVG. */
export async function chartContrasts(page: Page): Promise<Contrast[]> {
  const fills = await page.evaluate(() =>
    [...document.querySelectorAll(".chart text")].map((text) => {
      const ground =
        text.parentElement?.querySelector(":scope > rect") ??
        text.closest(".box")?.querySelector(".card");
      if (!ground) throw new Error(`nothing is behind ${text.outerHTML}`);
      return {
        text: text.textContent ?? "",
        fill: getComputedStyle(text).fill,
        ground: getComputedStyle(ground).fill,
      };
    }),
  );
  return fills.map(({ text, fill, ground }) => ({ text, ratio: contrast(fill, ground) }));
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Of a colour as a browser computes it: `rgb(28, 32, 36)`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
