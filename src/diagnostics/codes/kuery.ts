/** Faults of KQL text: T3xxx. */
export const KUERY_CODES = {
  T3001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
} as const;
