import { describe, expect, test } from "vitest";
import { chromiumPath, dumpDom } from "../../../../tests/support/chromium.ts";
import { markupFaults } from "../../../../tests/support/page-tags.ts";
import { HOSTILE_TEXTS, hostileAlert } from "../../../../tests/support/report-alerts.ts";
import { createReport } from "./report.ts";

const chromium = chromiumPath();
if (chromium === undefined) process.stdout.write("no Chromium: tests of the report in a browser are skipped (apt-get install chromium)\n");

function hostilePage(): string {
  const report = createReport();
  for (const text of HOSTILE_TEXTS) report.alert(hostileAlert(text));
  const all = HOSTILE_TEXTS.join("\n");
  return [...report.end({ title: all, inputs: HOSTILE_TEXTS, files: 1, events: 1, bytes: 1, rulesRun: 1, notes: [all] })].join("");
}

const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const rootOf = (dom: string): string => /<html[^>]*>/.exec(dom)?.[0] ?? "";

describe.skipIf(chromium === undefined)("a report of hostile events, in a browser", () => {
  const browse = (page: string): Promise<string> => dumpDom(chromium ?? "", page);

  test("this test would see a script run: each of these pages runs one", async () => {
    for (const text of [
      `<script>document.documentElement.dataset.ran=1</script>`,
      `"><img src=x onerror=document.documentElement.dataset.ran=1>`,
    ]) {
      expect(rootOf(await browse(`<!doctype html><html lang="en"><body>${text}</body></html>`))).toContain('data-ran="1"');
    }
  });

  test("nothing runs", async () => {
    const dom = await browse(hostilePage());
    expect(rootOf(dom)).toBe('<html lang="en">');
    expect(dom.includes('id="run"')).toBe(true);
  });

  test("nothing would run without the policy either: no text became an element or an attribute", async () => {
    const page = hostilePage();
    expect(POLICY.test(page)).toBe(true);
    const dom = await browse(page.replace(POLICY, ""));
    expect(rootOf(dom)).toBe('<html lang="en">');
    expect(markupFaults(dom.trimEnd())).toEqual([]);
  });
});
