/** Faults of input: T7xxx. */
export const INPUT_CODES = {
  T7001: {
    title: "No such input",
    explain: "The path does not exist or matches no file.",
  },
} as const;
