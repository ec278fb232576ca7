import { describe, expect, test } from "vitest";
import { HOSTILE_TEXTS } from "../../../../tests/support/report-alerts.ts";
import { safeUrl } from "./url.ts";

describe("safeUrl", () => {
  test.each([
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    ["http://example.com", "http://example.com/"],
    ["HTTPS://Example.COM/A", "https://example.com/A"],
    ["mailto:soc@example.com", "mailto:soc@example.com"],
    ["https://example.com/\"'<>`", "https://example.com/%22'%3C%3E%60"],
    ["https://bücher.example/ß", "https://xn--bcher-kva.example/%C3%9F"],
    ["https://\u0430pple.example/", "https://xn--pple-43d.example/"],
  ])("%j is linked as %j", (text, url) => {
    expect(safeUrl(text)).toBe(url);
  });

  test.each([
    "",
    " ",
    "example.com",
    "/path",
    "#anchor",
    "//example.com/",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,x",
    "data:image/png;base64,AA",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.com/x",
    "ftp://example.com/",
    "https://",
    "https://user:secret@example.com/",
    "https://bank.example@evil.example/",
    "https://example.com/ x",
    "https://exa\nmple.com/",
    "\u00a0https://example.com/",
    "https:example.com\u0000",
    `https://example.com/${"a".repeat(3000)}`,
    "view-source:https://example.com/",
    "intent://x#Intent;end",
  ])("%j is no link", (text) => {
    expect(safeUrl(text)).toBeUndefined();
  });

  test.each(HOSTILE_TEXTS)("%j is no link, or one to the web", (text) => {
    expect(safeUrl(text) ?? "https://").toMatch(/^https?:\/\/[^"<> ]*$/);
  });
});
