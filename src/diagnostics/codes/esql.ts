/** Faults of ES|QL text: T5xxx. */
export const ESQL_CODES = {
  T5001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
  T5002: {
    title: "Text not closed",
    explain:
      'A string ends on the line it begins on, with the mark it began with: `"…"` or `"""…"""`. A quote inside `"…"` is written `\\"`. ' +
      "A name in backticks ends with a backtick and is not empty.",
  },
  T5003: { title: "Comment not closed", explain: "`/*` needs its `*/`. Comments nest: an inner one needs an end of its own." },
  T5004: {
    title: "Operator of another language",
    explain: "ES|QL has `AND`, `OR`, `NOT`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `:`, `IN`, `LIKE`, `RLIKE`, `IS NULL`, `::` and `+ - * / %`.",
  },
  T5005: { title: "Unknown character", explain: "The character has no meaning in ES|QL outside a string or a name in backticks." },
  T5006: {
    title: "Unknown escape",
    explain:
      'Inside `"…"` a backslash begins one of `\\t \\n \\r \\" \\\\`. A Windows path has two backslashes for each one; in a raw string `"""…"""` one is enough.',
  },
  T5007: { title: "Single quotes", explain: "ES|QL has strings in double quotes only." },
  T5008: {
    title: "Nested too deep",
    explain: "Conditions can be nested 250 levels deep. One list in `IN (…)` or `LIKE (…)` replaces many nested conditions.",
  },
  T5009: { title: "Chained comparison", explain: "A comparison has one operator. `a < b < c` is written `a < b AND b < c`." },
  T5010: { title: "Wrong equals sign", explain: "Values are compared with `==`; `=` only gives a column its value, as in `EVAL a = 1`." },
  T5011: {
    title: "Bracket not closed",
    explain: "Every bracket that is opened has to be closed in the same command. The place shown is where it was opened.",
  },
  T5012: {
    title: "Name needs backticks",
    explain:
      "Reserved words, and names with `-` or other signs, can be names of columns only in backticks: `` `no-wait` ``, `` a.`where`.b ``.",
  },
  T5013: { title: "Faulty list", explain: "The values of `IN` stand in brackets with commas between them, and there is at least one." },
  T5014: { title: "No source", explain: "A query begins with where its rows come from: `FROM index` or `ROW name = value`." },
  T5015: {
    title: "Not supported",
    explain: "ES|QL of Elasticsearch has this command or option, but Tocsin does not run it. The hint gives the reason or another way.",
  },
  T5016: {
    title: "Unknown command",
    explain: "No command has this name. `docs/functions.md` lists the functions, the README the commands.",
  },
} as const;
