import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const endsWith = scalar({
  name: "ends_with",
  summary: "Whether a text ends with another.",
  params: [
    { name: "string", types: STRING },
    { name: "suffix", types: STRING },
  ],
  result: "boolean",
  evaluate: ([text, suffix]) => (text as string).endsWith(suffix as string),
  examples: [
    { query: 'ENDS_WITH("powershell.exe", ".exe")', result: true, type: "boolean" },
    { query: 'ENDS_WITH("powershell.exe", ".EXE")', result: false, type: "boolean" },
  ],
});
