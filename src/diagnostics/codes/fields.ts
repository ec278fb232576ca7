/** Faults about fields and types, in any language: T6xxx. */
export const FIELD_CODES = {
  T6001: {
    title: "Unknown field",
    explain: "No schema knows this field. The hint names the nearest known fields; with a schema file (--schema) you can add your own.",
  },
  T6002: {
    title: "Value does not fit the field's type",
    explain:
      "The field can never have this value: a word is compared with a number, an ip or a date field. The condition matches nothing. " +
      "Mend the value, or name the field that holds such values.",
  },
  T6003: {
    title: "Test not possible on the field's type",
    explain:
      "Elasticsearch has no such test for fields of this type: wildcards and regular expressions need a string field. For addresses " +
      "use a CIDR block (`10.0.0.0/8`), for numbers and dates a range.",
  },
} as const;
