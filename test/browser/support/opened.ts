import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launch } from "./browser";

/** A page that was opened from a file, and what it did beside showing itself. */
export interface Opened {
  readonly page: Page;
  /** What it asked of the network, and what it complained of. */
  readonly noise: string[];
}

/** Opens pages from files, each in a context of its own, and closes them all. */
export class Opener {
  private readonly folder = mkdtempSync(join(tmpdir(), "page-"));

  constructor(private readonly browser: Browser) {}

  async open(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const file = join(this.folder, "page.html");
    writeFileSync(file, html);
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const noise: string[] = [];
    page.on("request", (request) => noise.push(request.url()));
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(error.message));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return { page, noise: noise.splice(0).filter((one) => one !== url) };
  }

  async closePages(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** Registers the hooks of a suite that opens pages; where there is no browser, its tests are skipped. */
export function opensPages(take: (opener: Opener) => void): void {
  let opener: Opener | undefined;
  before(async function () {
    this.timeout(600_000);
    const browser = await launch();
    if (!browser) return this.skip();
    opener = new Opener(browser);
    take(opener);
  });
  afterEach(() => opener?.closePages());
  after(() => opener?.close());
}
