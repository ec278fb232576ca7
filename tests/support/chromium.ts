import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { REQUIRED } from "./shared.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A Chromium to look at pages with: `TOCSIN_CHROMIUM`, else where systems put it; undefined where there is none:
 * `test.skipIf(chromiumPath() === undefined)`.
 * @throws under CI=true when there is none
 */
export function chromiumPath(): string | undefined {
  const path = [process.env["TOCSIN_CHROMIUM"] ?? "", ...PLACES].find((place) => place !== "" && existsSync(place));
  if (path === undefined && REQUIRED)
    throw new Error("tests in a browser need Chromium under CI=true: apt-get install chromium, or set TOCSIN_CHROMIUM");
  return path;
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--mute-audio",
  "--virtual-time-budget=5000",
];

/** The document that a page has become after it was loaded and its scripts, if any, have run. */
export async function dumpDom(chromium: string, page: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-page-"));
  try {
    const file = join(folder, "page.html");
    await writeFile(file, page);
    const flags = [...FLAGS, `--user-data-dir=${join(folder, "profile")}`, "--dump-dom", pathToFileURL(file).href];
    const { stdout } = await promisify(execFile)(chromium, flags, { maxBuffer: 256 * 1024 * 1024, timeout: 60_000 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
