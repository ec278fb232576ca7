import { writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensurePages } from "../../scripts/demo/built-pages.ts";
import { alertStore } from "../../src/store/alerts.ts";
import { startTestServer, type TestServer } from "../server/test-server.ts";
import { CHROMIUM, keepPicture, openBrowser } from "./browser.ts";

/** Text that would run, hide or reorder, in every field that a page shows, of events, rules, people and what shippers send. */
const MARKUP = [
  `<img src=x onerror="globalThis.ran=1">`,
  `"><script>globalThis.ran=1</script>`,
  `'-globalThis.ran=1-'`,
  "<svg/onload=globalThis.ran=1>",
  "</title></style></textarea><iframe srcdoc='<script>parent.ran=1</script>'>",
  "[x](javascript:globalThis.ran=1) ![y](x)",
  "javascript:globalThis.ran=1",
  "{{constructor.constructor('globalThis.ran=1')()}}",
];
const HIDING = "\u202egnp.exe\u2066\u2069\u200f\u061c\u200b\ufeff\u0000\u0007\u001b[31m\u001b]8;;http://x\u0007\u009b\u2028\u{e0041}";
const LONG = "w".repeat(3_000);
let seed = 0;
/** Another one each time: what is shown can be told apart. */
const bad = (name: string): string => `${name} ${MARKUP[seed++ % MARKUP.length]} ${HIDING} ${LONG}`;

const RULE_ID = "10000000-0000-4000-8000-0000000000aa";

function ruleText(): string {
  const rule = {
    author: [bad("author")],
    description: bad("description"),
    name: `rule ${MARKUP[0]} ${HIDING} ${"n".repeat(200)}`,
    risk_score: 73,
    rule_id: RULE_ID,
    severity: "high",
    type: "query",
    language: "kuery",
    query: "event.category:process",
    index: ["logs-*"],
    tags: [bad("tag"), "Second"],
    false_positives: [bad("false positive")],
    references: [`https://example.test/${encodeURIComponent(bad("reference"))}`, "javascript:globalThis.ran=1"],
    note: `# ${bad("note")}\n\n${MARKUP.join("\n\n")}\n\n<b onclick="globalThis.ran=1">bold</b>\n\n- {{host.name}} {{process.command_line}}`,
    setup: bad("setup"),
    investigation_fields: { field_names: ["process.command_line", "user.name", `odd<img src=x onerror=globalThis.ran=1>`] },
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: { id: "TA0002", name: `tactic ${MARKUP[0]}${HIDING}`, reference: "https://attack.mitre.org/tactics/TA0002/" },
        technique: [{ id: "T1059", name: `technique ${MARKUP[1]}${HIDING}`, reference: "javascript:globalThis.ran=1" }],
      },
    ],
  };
  return JSON.stringify(rule);
}

const process = (name: string, pid: number, parent?: number): object => ({
  name: bad(name),
  pid,
  entity_id: `entity-${pid}`,
  executable: bad("executable"),
  command_line: `http://event.test/ [x](http://event.test/) ${bad("command line")}`,
  args: [bad("argument"), bad("argument")],
  ...(parent !== undefined && {
    parent: { pid: parent, entity_id: `entity-${parent}`, name: bad("parent"), command_line: bad("parent's") },
  }),
});

const event = (pid: number, parent?: number): object => ({
  "@timestamp": new Date().toISOString(),
  message: bad("message"),
  tags: [bad("event tag")],
  labels: { [bad("label").slice(0, 300)]: bad("value") },
  event: { category: "process", type: "start", action: bad("action"), outcome: bad("outcome"), code: bad("code"), dataset: bad("dataset") },
  host: { name: `host ${MARKUP[0]} ${HIDING}`, ip: [bad("ip")], os: { type: "linux", name: bad("os") } },
  user: { name: `user ${MARKUP[3]} ${HIDING}`, domain: bad("domain"), id: bad("id") },
  process: process("process", pid, parent),
  file: { path: bad("file"), name: bad("name"), hash: { sha256: bad("hash") } },
  url: { full: bad("url"), domain: bad("domain") },
  dns: { question: { name: bad("dns") } },
  source: { ip: bad("source"), address: bad("source") },
  destination: { ip: bad("destination") },
  registry: { path: bad("registry") },
});

describe.skipIf(CHROMIUM === undefined)("hostile text", () => {
  let running: TestServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  const post = async (path: string, body: unknown, method: "POST" | "PUT" | "PATCH" = "POST"): Promise<void> => {
    const answer = await fetch(`${running.url}${path}`, { method, body: typeof body === "string" ? body : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok || text.includes('"errors":true')) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 2_000)}`);
  };

  beforeAll(async () => {
    await ensurePages();
    running = await startTestServer();
    writeFileSync(running.rules, "");
    writeFileSync(running.rules.replace("rules.toml", "more.toml"), "");
    await post("/api/tocsin/rules", { source: ruleText(), format: "json" });
    await post("/api/tocsin/keys", { name: `key ${MARKUP[0]} ${HIDING}`.slice(0, 90) });
    await post("/api/tocsin/users", { name: `u ${MARKUP[3]}`.slice(0, 60), password: "correct horse battery", role: "triage" });
    await post(`/api/tocsin/views/${encodeURIComponent(`view ${MARKUP[0]} ${HIDING}`)}`, {}, "PUT");
    const list = { list_id: "odd", name: `list ${MARKUP[0]}`, description: bad("d"), type: "detection" };
    await post("/api/exception_lists", list);
    await post("/ingest", `${JSON.stringify({ [`odd ${MARKUP[0]} ${HIDING}`]: bad("raw"), Records: [bad("record")] })}\n`);
    for (const [id, each] of [event(1), event(2, 1), event(3, 2)].entries()) {
      const action = { create: { _index: "logs-odd-default", _id: `${id} ${MARKUP[0]} ${HIDING}` } };
      await post("/_bulk", `${JSON.stringify(action)}\n${JSON.stringify(each)}\n`);
    }
    await running.until(() => alertStore(running.server.service.database).count() >= 3);
    const [alert] = alertStore(running.server.service.database).after(0, 1);
    await post(`/api/tocsin/alerts/${alert?.id}/notes`, { text: bad("note") });
    await post(
      "/api/tocsin/alerts",
      { ids: [alert?.id], addTags: [bad("tag").slice(0, 90)], addAssignees: [bad("eve").slice(0, 90)] },
      "PATCH",
    );
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("dialog", (dialog) => {
      errors.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(
      "document.addEventListener('securitypolicyviolation', (e) => (globalThis.violations ??= []).push(e.violatedDirective + ' ' + e.blockedURI))",
    );
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  /** Nothing ran, was let through as markup, hides or reorders, or is wider than the page. */
  async function checkPage(name: string): Promise<void> {
    await keepPicture(page, `hostile-${name}`);
    expect([name, await page.evaluate(LOOK)]).toEqual([name, { ran: null, violations: [], elements: [], hiding: [], wide: [] }]);
    // Links are a rule's; an event makes none, but for look-ups.
    expect(await page.locator("a[href^='http://event.test']").count()).toBe(0);
    expect(errors).toEqual([]);
  }

  const go = async (path: string): Promise<void> => {
    await page.goto(`${running.url}/app/${path}`);
    await page.locator("h1").first().waitFor({ state: "attached" });
  };

  test("in the list of alerts, its facets, groups and views", async () => {
    await go("alerts");
    await page
      .getByText(/globalThis\.ran/)
      .first()
      .waitFor();
    await page.getByText("Views").click();
    await page
      .getByRole("button", { name: /^view / })
      .first()
      .waitFor();
    await checkPage("alerts");
    for (const by of ["rule", "host", "user", "technique"]) {
      await page.goto(`${running.url}/app/alerts?group=${by}`);
      await page.locator(".groups tbody tr").first().waitFor();
      await checkPage(`group-${by}`);
    }
  });

  test("in every tab of an alert, and in the line of the latest", async () => {
    await go("alerts");
    await page.locator(".alert-open").last().click();
    for (const tab of ["Overview", "Timeline", "Guide", "Related", "Notes", "Document"]) {
      await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
      await page.locator(".tab > *").first().waitFor();
      if (tab === "Guide") await page.locator(".guide").waitFor();
      if (tab === "Timeline") {
        await page.locator(".timeline summary").first().click();
        await page.locator(".timeline .fields").first().waitFor();
      }
      await checkPage(`alert-${tab.toLowerCase()}`);
      expect(await page.locator("a[href^='javascript' i]").count()).toBe(0);
    }
    await post("/_bulk", `{"create":{"_index":"logs-odd-default"}}\n${JSON.stringify(event(9))}\n`);
    await page.locator(".ticker").waitFor();
    await checkPage("ticker");
  });

  test("in the rules, a rule, what trying it finds, the palette and the matrix", async () => {
    await go("rules");
    await page.locator(".rule-line").first().waitFor();
    await checkPage("rules");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: /globalThis/ }).waitFor();
    await checkPage("palette");
    await go(`rules/${RULE_ID}`);
    await page.locator(".cm-content").waitFor();
    await page.getByRole("button", { name: /^Try/ }).click();
    await page.getByText(/events in/).waitFor();
    await checkPage("rule");
    await go("attack");
    await page.locator(".matrix a").first().waitFor();
    await checkPage("attack");
  });

  test("in what hunts find, in every language", async () => {
    for (const [language, query] of [
      ["kuery", "event.category:process"],
      ["eql", "sequence by host.name [process where true] [process where true]"],
      ["esql", "FROM logs-* | KEEP message, host.name, user.name, process.command_line"],
    ] as const) {
      await page.goto(`${running.url}/app/hunt?${new URLSearchParams({ language, query }).toString()}`);
      await page.getByRole("button", { name: /^Hunt/ }).click();
      await page.locator(".hits tbody tr").first().waitFor();
      if (language !== "esql") {
        await page.locator(".hits tbody button").first().click();
        await page.locator(".fields").first().waitFor();
      }
      await checkPage(`hunt-${language}`);
    }
    await page.goto(
      `${running.url}/app/hunt?${new URLSearchParams({ language: "eql", query: `any where x == ${bad("query")}` }).toString()}`,
    );
    await page.getByRole("button", { name: /^Hunt/ }).click();
    await page.getByRole("alert").waitFor();
    await checkPage("hunt-fault");
  });

  test("in what arrives, in the audit log and in the settings", async () => {
    for (const path of ["data", "audit", "settings"]) {
      await go(path);
      await page
        .getByText(/globalThis/)
        .first()
        .waitFor();
      await checkPage(path);
    }
  });
});

/** Run in the page: what should not be there. Text that is being written (inputs, the editor) is the person's own. */
const LOOK = `(() => {
  const isHiding = (text) => /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]|\\u{e0041}/u.test(text);
  const hiding = [];
  const elements = [];
  const wide = [];
  const own = "textarea, input, .cm-content *";
  for (const element of document.querySelectorAll("body *")) {
    const tag = element.tagName.toLowerCase();
    if (/^(script|iframe|object|embed|base|form\\[action\\])$/.test(tag) && !(tag === "script" && element.src.startsWith(location.origin))) elements.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) elements.push(name + " of " + tag);
      if (/^(href|src)$/.test(name) && !/^(https?:|\\/|#|data:image\\/)/.test(value) && value !== "") elements.push(tag + " " + name + "=" + value.slice(0, 100));
      if (/^(title|alt|placeholder|aria-label|aria-description)$/.test(name) && isHiding(value)) hiding.push(tag + " " + name);
    }
    if (element.matches(own)) continue;
    for (const node of element.childNodes) if (node.nodeType === 3 && isHiding(node.data)) hiding.push(tag + "." + element.className + ": " + JSON.stringify(node.data.slice(0, 60)));
  }
  for (const element of [document.documentElement, document.querySelector("#page"), document.querySelector(".flyout"), document.querySelector(".bar"), document.querySelector(".facets")])
    if (element && element.scrollWidth > element.clientWidth + 1) wide.push((element.id || element.className || "page") + " " + element.scrollWidth + " > " + element.clientWidth);
  return { ran: globalThis.ran ?? null, violations: globalThis.violations ?? [], elements, hiding, wide };
})()`;
