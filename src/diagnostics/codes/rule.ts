/** Faults of rule files: T1xxx. */
export const RULE_CODES = {
  T1001: {
    title: "Not a rule file",
    explain: "The file could not be parsed in the format its name promises. Mend the syntax at the place shown.",
  },
} as const;
