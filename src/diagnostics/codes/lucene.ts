/** Faults of Lucene query strings and of query DSL objects: T4xxx. */
export const LUCENE_CODES = {
  T4001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
} as const;
