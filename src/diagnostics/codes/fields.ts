/** Faults about fields and types, in any language: T6xxx. */
export const FIELD_CODES = {
  T6001: {
    title: "Unknown field",
    explain: "No schema knows this field. The hint names the nearest known fields; with a schema file (--schema) you can add your own.",
  },
} as const;
