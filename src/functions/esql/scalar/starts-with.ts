import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const startsWith = scalar({
  name: "starts_with",
  summary: "Whether a text begins with another.",
  params: [
    { name: "string", types: STRING },
    { name: "prefix", types: STRING },
  ],
  result: "boolean",
  evaluate: ([text, prefix]) => (text as string).startsWith(prefix as string),
  examples: [
    { query: 'STARTS_WITH("powershell.exe", "power")', result: true, type: "boolean" },
    { query: 'STARTS_WITH("powershell.exe", "Power")', result: false, type: "boolean" },
    { query: 'STARTS_WITH("x", "")', result: true, type: "boolean" },
  ],
});
