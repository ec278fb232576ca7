import { expect, test } from "vitest";
import { compileTemplate } from "./template.ts";

test.each<readonly [text: string, ...parts: string[]]>([
  ["", ""],
  ["no mark", "no mark"],
  ["{{a}}", "<a>"],
  ["x {{ a.b }} y {{c}}z", "x |<a.b>| y |<c>|z"],
  ["{{a}}{{b}}", "<a>|<b>"],
  ["{{}} {{ }} {{a", "{{}} {{ }} {{a"],
  ["{{{a}}", "{|<a>"],
  ["{{a {{b}} }}", "{{a |<b>| }}"],
  ["{{a}b}} {{c}}", "{{a}b}} |<c>"],
  ["}} {{a}}", "}} |<a>"],
])("%j has these parts", (text, parts) => {
  const found = compileTemplate(text);
  expect(found.map((part) => (typeof part === "string" ? part : `<${part.field}>`)).join("|")).toBe(parts);
  expect(found.map((part) => (typeof part === "string" ? part : part.text)).join("")).toBe(text);
});
