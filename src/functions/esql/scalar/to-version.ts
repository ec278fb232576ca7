import { conversion, same } from "../conversion.ts";

export const toVersion = conversion({
  name: "to_version",
  aliases: ["to_ver"],
  summary: "A text as a version, which orders as Semantic Versioning has it.",
  to: "version",
  from: { keyword: same, text: same, version: same },
  examples: [
    { query: 'TO_VERSION("1.2.3")', result: "1.2.3", type: "version" },
    { query: '"1.2"::version < "1.10"::version', result: true, type: "boolean" },
  ],
});
