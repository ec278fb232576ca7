/** Faults of Lucene query strings and of query DSL objects: T4xxx. */
export const LUCENE_CODES = {
  T4001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
  T4002: {
    title: "Unbalanced bracket",
    explain: "An opening bracket has no partner, or a closing one closes nothing. To search for a bracket escape it: `\\(`.",
  },
  T4003: {
    title: "Unclosed quote or regular expression",
    explain: 'A phrase ends with `"` and a regular expression with `/`. To search for these characters escape them: `\\"`, `\\/`.',
  },
  T4004: {
    title: "Missing term",
    explain: "After `field:`, an operator or an opening bracket there must be a term, a phrase, a range or a group.",
  },
  T4005: {
    title: "Malformed range",
    explain: "A range is written `[low TO high]` (ends included) or `{low TO high}` (ends left out); `*` leaves an end open.",
  },
  T4006: {
    title: "Nested too deep",
    explain: "The query has more brackets inside each other than any real query needs. Remove redundant ones.",
  },
  T4007: {
    title: "Lower-case keyword",
    explain: "`and`, `or` and `not` are search words unless they are written in capitals.",
  },
  T4008: {
    title: "Mixed AND and OR",
    explain:
      "Without brackets the classic parser does not let AND bind tighter than OR: it reads from left to right, marks what AND touches as " +
      "required, and the rest becomes optional. Brackets say what is meant.",
  },
  T4009: {
    title: "Malformed regular expression",
    explain: "The regular expression is not one of Lucene's dialect. The message says what was seen.",
  },
  T4101: {
    title: "Query clause not supported",
    explain:
      "This clause, or an option of it, cannot be run here. The rule or filter that holds it is not run, rather than run differently from Elasticsearch.",
  },
  T4102: {
    title: "Malformed query clause",
    explain: "Elasticsearch would refuse this query DSL: a clause has another shape. The message says what was expected.",
  },
  T4103: {
    title: "Malformed filter",
    explain:
      "An element of `filters` must be a Kibana filter: an object with `query` (or a legacy clause) and, if wanted, `meta` with `negate` and `disabled`.",
  },
} as const;
