/** Functions that search the source document and are no functions of values. */
export const SEARCH_FUNCTIONS: ReadonlySet<string> = new Set(["kql", "match", "match_phrase", "multi_match", "qstr"]);
