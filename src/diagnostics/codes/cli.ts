/** Faults of the command line and of the configuration file: T8xxx. */
export const CLI_CODES = {
  T8001: {
    title: "Wrong usage",
    explain: "The command line cannot be understood. Run the command with --help to see its options.",
  },
} as const;
