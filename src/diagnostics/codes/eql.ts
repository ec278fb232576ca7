/** Faults of EQL text: T2xxx. */
export const EQL_CODES = {
  T2001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
} as const;
