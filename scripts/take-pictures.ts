/**
 * `npm run pictures`: the pictures of the pages in `docs/pictures/`, taken of the demo in a real browser. Wants a Chromium
 * (`TOCSIN_CHROMIUM` names another than the system's).
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../tests/support/chromium.ts";
import { ensurePages } from "./demo/built-pages.ts";
import { startDemoService } from "./demo/service.ts";

const FOLDER = join(import.meta.dirname, "..", "docs", "pictures");
/** Of sending events, so that there is something to see. */
const SENDING_MS = 45_000;

/** What is on a picture: where it starts, and what is done before it is taken. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly scheme: "light" | "dark";
  readonly prepare: (page: Page) => Promise<unknown>;
}

/** The demo's alert, or the rule that it is of. */
const open = (page: Page, role: "button" | "link"): Promise<void> =>
  page
    .getByRole(role, { name: /Root Process/ })
    .first()
    .click();

const PICTURES: readonly Picture[] = [
  { name: "alerts", path: "alerts", scheme: "dark", prepare: (page) => page.locator(".alert-line").nth(8).waitFor() },
  {
    name: "alert",
    path: "alerts?query=process.executable:*haldrund*",
    scheme: "light",
    async prepare(page) {
      await open(page, "button");
      await page.getByRole("tab", { name: "Overview" }).waitFor();
    },
  },
  {
    name: "rule",
    path: "rules",
    scheme: "dark",
    async prepare(page) {
      await open(page, "link");
      await page.getByLabel("The rule's text").waitFor();
      await page.getByRole("button", { name: /^Try/ }).click();
      await page.getByText(/as before/).waitFor();
    },
  },
  { name: "attack", path: "attack", scheme: "light", prepare: (page) => page.getByText("Persistence").first().waitFor() },
  {
    name: "hunt",
    path: "hunt",
    scheme: "dark",
    async prepare(page) {
      await page.getByLabel("Query").fill('process where event.type == "start" and process.args_count > 2');
      await page.keyboard.press("Control+Enter");
      await page.getByRole("row").nth(3).waitFor();
    },
  },
];

async function take(browser: Browser, url: string, { name, path, scheme, prepare }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 }, colorScheme: scheme });
  await page.goto(`${url}/app/${path}`);
  await prepare(page);
  await sleep(1_000);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
}

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error("there is no Chromium here: apt-get install chromium, or set TOCSIN_CHROMIUM");
await ensurePages();
mkdirSync(FOLDER, { recursive: true });
const { server, stream, stop } = await startDemoService(0);
await stream(300, AbortSignal.timeout(SENDING_MS));
await sleep(3_000);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const picture of PICTURES) await take(browser, server.url, picture);
await browser.close();
await stop();
