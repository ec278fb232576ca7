import { Client } from "@elastic/elasticsearch";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROCESS_RULE_ID, startTestServer, type TestServer } from "../server/test-server.ts";
import { barriers, CHROMIUM, keepPicture, openBrowser } from "./browser.ts";
import { ensurePages } from "../../scripts/demo/built-pages.ts";

/** A day's work in a real browser, in order: each test goes on where the one before stopped. */
describe.skipIf(CHROMIUM === undefined)("the pages", () => {
  let running: TestServer;
  let browser: Browser;
  let page: Page;
  let client: Client | undefined;
  const errors: string[] = [];
  const go = (path: string): Promise<unknown> => page.goto(`${running.url}/app/${path}`);
  const send = (...documents: object[]): Promise<unknown> =>
    client?.bulk({ operations: documents.flatMap((document) => [{ create: { _index: "logs-test-default" } }, document]) }) ??
    Promise.reject(new Error("no client yet"));

  const savedSource = async (): Promise<string> => {
    const answer = await page.request.get(`${running.url}/api/tocsin/rules/${PROCESS_RULE_ID}`);
    return ((await answer.json()) as { readonly source: string }).source;
  };

  beforeAll(async () => {
    await ensurePages();
    running = await startTestServer({ noAuth: false });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on("pageerror", ({ message }) => errors.push(message));
  }, 60_000);
  afterAll(async () => {
    await client?.close();
    await browser?.close();
    await running?.stop();
  });

  test("the first person sets the service up, with the token from its terminal", async () => {
    await go("setup?token=wrong");
    await page.getByLabel("Your name").fill("maria");
    await page.getByLabel(/^Password/).fill("correct horse battery");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("alert").waitFor();
    await keepPicture(page, "setup");
    await page.getByLabel("Setup token").fill(running.server.service.auth.setupToken ?? "");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("heading", { name: "Alerts" }).waitFor({ state: "attached" });
  });

  test("one logs out and in again", async () => {
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Name").fill("maria");
    await page.getByLabel("Password").fill("wrong, wrong, wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("alert").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("button", { name: "Log out" }).waitFor();
  });

  test("an API key lets a shipper in", async () => {
    await go("settings");
    await page.getByPlaceholder("Name of the shipper").fill("filebeat");
    await page.getByRole("button", { name: "Make a key" }).click();
    const key = await page.getByRole("status").locator("code").textContent();
    client = new Client({ node: running.url, auth: { apiKey: key ?? "" } });
    await keepPicture(page, "settings");
    expect(await barriers(page)).toEqual([]);
  });

  test("an alert is on the page within two seconds of its event", async () => {
    await go("alerts");
    await page.getByText("No alert fits").waitFor();
    const alert = page.getByRole("button", { name: /Any process/ }).first();
    await send({ ...EVENT, "@timestamp": new Date().toISOString() });
    await alert.waitFor({ timeout: 2_000 });
    expect(await barriers(page)).toEqual([]);
  });

  test("what is in an event never runs, and is shown as it is", async () => {
    await page
      .getByRole("button", { name: /Any process/ })
      .first()
      .click();
    await page.getByRole("tab", { name: "Document" }).click();
    await page.getByText(HOSTILE_SHOWN).first().waitFor();
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
  });

  test("an alert says why it fired, and what its host did", async () => {
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByText("event.category = process").waitFor();
    await keepPicture(page, "alert");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.locator(".timeline [data-subject=true]").waitFor();
    await keepPicture(page, "timeline");
  });

  test("it is triaged from the keyboard", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.locator(".alert-line[data-status=acknowledged]").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /Notes/ }).click();
    await page.getByLabel("A note").fill("looked at it");
    await page.getByRole("button", { name: "Add the note" }).click();
    await page.getByText("looked at it").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#page").press("Escape");
    // On a control Enter is the control's.
    await page.locator("summary", { hasText: "Views" }).press("Enter");
    await page.getByLabel("Name of this view").fill("all of them");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "all of them", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("Name of this view").isVisible()).toBe(false);
    await page.locator("#page").focus();
    await page.keyboard.press("c");
    await page.getByText("No alert fits").waitFor();
    await keepPicture(page, "alerts");
  });

  test("a rule is edited, tried on stored events against itself, and saved", async () => {
    await send({ ...EVENT, host: { name: "h2" }, "@timestamp": new Date().toISOString() });
    await go("rules");
    await page.getByRole("link", { name: "Any process", exact: true }).click();
    const editor = page.getByLabel("The rule's text");
    const saved = await savedSource();
    await editor.fill(saved.replace("event.category:process", "event.category:process and host.nam:h2"));
    await page.getByText(/did you mean `host.name`/).waitFor();
    await editor.fill(saved.replace("event.category:process", "event.category:process and host.name:h2"));
    await page.getByText(/did you mean/).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Try/ }).click();
    await page.getByText(/0 new, 1 gone, 1 as before/).waitFor();
    await keepPicture(page, "rule");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("changed", { exact: true }).waitFor({ state: "detached" });
    expect(await savedSource()).toContain("host.name:h2");
  });

  test("stored events are hunted through", async () => {
    await go("hunt");
    await page.getByLabel("Query").fill('any where host.name == "h2"');
    await page.keyboard.press("Control+Enter");
    await page.locator(".hits tbody tr").first().waitFor();
    expect(await page.locator(".hits tbody tr").count()).toBe(1);
    await page.locator(".hits tbody button").first().click();
    await page.locator(".fields").first().waitFor();
    await keepPicture(page, "hunt");
    expect(await barriers(page)).toEqual([]);
    for (const [language, query] of [
      ["esql", "FROM logs-* | STATS n = COUNT(*) BY host.name"],
      ["lucene", "host.name:h2"],
      ["kuery", "host.name:h2"],
    ] as const) {
      await page.getByLabel("Language").selectOption(language);
      await page.getByLabel("Query").fill(query);
      await page.keyboard.press("Control+Enter");
      await page.getByText(language === "esql" ? "2 events looked at" : ": 1 found").waitFor();
      await expect.poll(() => page.locator(".hits tbody tr").count()).toBe(language === "esql" ? 2 : 1);
    }
    await page.route("**/api/tocsin/hunt", async (route) => {
      const asked = route.request().postDataJSON() as { after?: string };
      const answer = (await (await route.fetch()).json()) as object;
      const stopped = { why: "time", at: "2026-01-01T00:00:00.000Z", next: "5.7" };
      await route.fulfill({ json: { ...answer, stopped: asked.after === undefined ? stopped : null } });
    });
    await page.keyboard.press("Control+Enter");
    await page.getByText("everything after 2026-01-01 00:00:00 was looked at").waitFor();
    await keepPicture(page, "hunt-stopped");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("everything after").waitFor({ state: "detached" });
    expect(await page.locator(".hits tbody tr").count()).toBe(1);
    await page.unroute("**/api/tocsin/hunt");
    await page.getByLabel("Language").selectOption("eql");
    await page.getByLabel("Query").fill("any where host.name = 1");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").waitFor();
  });

  test("who did it is in the audit log, found from the keyboard", async () => {
    await page.locator("#page").focus();
    await page.keyboard.press("g");
    await page.keyboard.press("u");
    await page.getByRole("heading", { name: "Audit" }).waitFor();
    await page.getByRole("cell", { name: "changed a rule" }).waitFor();
    await keepPicture(page, "audit");
    await page.keyboard.press("/");
    await page.keyboard.type("MARIA");
    await page.getByRole("button", { name: "refused" }).click();
    await page.getByText("not let in (401)").waitFor();
    expect(await page.getByRole("cell", { name: "changed a rule" }).count()).toBe(0);
    expect(page.url()).toMatch(/text=MARIA/);
  });

  test.each(["rules", "attack", "data", "audit"])("%s has no barriers, dark either", async (path) => {
    await go(path);
    await page.locator("h1").first().waitFor();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await barriers(page)).toEqual([]);
    await keepPicture(page, `${path}-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await barriers(page)).toEqual([]);
    await keepPicture(page, path);
  });

  test("of 100,000 alerts only those in sight are drawn", async () => {
    await page.route("**/api/tocsin/alerts/search", (route) => {
      const { after = "0", size } = route.request().postDataJSON() as { after?: string; size: number };
      const start = Number(after);
      const alerts = Array.from({ length: size }, (_, i) => ({ ...ROW, id: `a${start + i}`, ruleName: `Rule ${start + i}` }));
      return route.fulfill({ json: { total: 100_000, alerts, next: String(start + size) } });
    });
    await go("alerts");
    await page.getByText("Rule 0", { exact: true }).waitFor();
    await page.locator(".list-body").evaluate("document.querySelector('.list-body').scrollTop = 6000");
    await page.getByText("Rule 110", { exact: true }).waitFor();
    expect(await page.locator(".alert-line").count()).toBeLessThan(80);
    await page.unroute("**/api/tocsin/alerts/search");
  });

  test("what rang while the page was not yet told of alerts is shown once it is", async () => {
    const held = Promise.withResolvers<void>();
    await page.route("**/api/tocsin/stream", async (route) => {
      await held.promise;
      await route.continue();
    });
    const count = (): number => running.server.service.alerts.count({});
    const before = count();
    const listed = page.waitForResponse("**/api/tocsin/alerts/search");
    await go("alerts");
    await listed;
    await send({ ...EVENT, host: { name: "h2" }, process: { name: "meanwhile" }, "@timestamp": new Date().toISOString() });
    await expect.poll(count).toBe(before + 1);
    held.resolve();
    await page.getByText("meanwhile").first().waitFor();
    await page.unroute("**/api/tocsin/stream");
  });

  test("no script failed", () => {
    expect(errors).toEqual([]);
  });
});

const HOSTILE = "<img src=x onerror=globalThis.ran=1>\u202e\u001b[31m";
const HOSTILE_SHOWN = "<img src=x onerror=globalThis.ran=1>\\u202e\\u001b[31m";

const EVENT = { event: { category: "process", type: "start" }, host: { name: "h1" }, process: { name: "bash", command_line: HOSTILE } };

const ROW = {
  time: "2026-01-01T00:00:00.000Z",
  eventTime: null,
  detected: "2026-01-01T00:00:00.000Z",
  ruleId: "r",
  severity: "high",
  risk: 73,
  status: "open",
  host: "h",
  user: null,
  process: null,
  reason: "",
  techniques: [],
  tags: [],
  assignees: [],
  notes: 0,
  suppressed: 0,
  buildingBlock: false,
};
