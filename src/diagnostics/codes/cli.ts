/** Faults of the command line and of the configuration file: T8xxx. */
export const CLI_CODES = {
  T8001: {
    title: "Wrong usage",
    explain: "The command line cannot be understood. Run the command with --help to see its options.",
  },
  T8003: {
    title: "No configuration file",
    explain:
      "The file named with --config does not exist, or it cannot be read. Without --config, `tocsin.toml` in the working folder is read if it is there.",
  },
  T8004: {
    title: "Configuration is not TOML",
    explain: "The configuration file could not be parsed. Keys are flag names without the dashes; lists stand for repeated flags.",
  },
  T8005: {
    title: "Wrong setting",
    explain: "A key of the configuration file is unknown or its value does not fit. `tocsin config` prints what is in force.",
  },
  T8006: {
    title: "No such rule",
    explain: "No loaded rule has this id, name or file. `tocsin rules list` shows the rules.",
  },
  T8007: {
    title: "Wrong time",
    explain:
      "A time is written in ISO 8601, such as 2024-05-01 or 2024-05-01T10:00:00Z; a duration as a number and a unit, such as 90s or 5m.",
  },
  T8008: {
    title: "Schema file not understood",
    explain: "A schema file is a JSON or YAML object: `field.name: type` pairs, or an Elasticsearch mapping with `properties`.",
  },
  T8009: {
    title: "Output failed",
    explain: "The results could not be written. Check that the folder exists and that there is room.",
  },
} as const;
