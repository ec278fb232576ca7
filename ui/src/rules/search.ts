/** What the list of rules shows, as it stands in the page's address. */
export interface RulesSearch {
  readonly text?: string;
  readonly health?: string;
  readonly technique?: string;
  readonly sort?: RuleSort;
}

export const RULE_SORTS = ["name", "severity", "alerts", "noise", "cost"] as const;
export type RuleSort = (typeof RULE_SORTS)[number];

export function readRulesSearch(raw: Record<string, unknown>): RulesSearch {
  const search: Record<string, string> = {};
  for (const name of ["text", "health", "technique"]) if (typeof raw[name] === "string" && raw[name] !== "") search[name] = raw[name];
  const sort = RULE_SORTS.find((each) => each === raw["sort"]);
  return { ...search, ...(sort && { sort }) };
}
