/** Faults of KQL text: T3xxx. */
export const KUERY_CODES = {
  T3001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
  T3002: {
    title: "Unbalanced bracket",
    explain: "An opening bracket has no partner, or a closing one closes nothing. The place shown is the bracket that is alone.",
  },
  T3003: {
    title: "Unclosed quote",
    explain: 'A value begins with a quote that is never closed. Inside a quoted value a quote is written `\\"` and a backslash `\\\\`.',
  },
  T3004: {
    title: "Missing value",
    explain:
      "After `:` or a comparison there must be a value: a word, a quoted text, or (after `:`) a list in brackets. `field:*` asks whether the field exists.",
  },
  T3005: {
    title: "Empty brackets",
    explain: "Brackets must hold at least one condition or value.",
  },
  T3006: {
    title: "Missing condition",
    explain:
      "`and` and `or` join two conditions and `not` stands before one. To search for such a word write `\\and`, `\\or`, `\\not`, or quote it.",
  },
  T3007: {
    title: "`not` after `not`",
    explain: "KQL does not take two `not`s in a row. Write `not (not …)`, or leave both out: they cancel each other.",
  },
  T3008: {
    title: "Missing white space",
    explain: "`and`, `or` and `not` are keywords only between white space; without it they are part of a word.",
  },
  T3009: {
    title: "Bad escape",
    explain:
      'In an unquoted value a backslash escapes a special character (`\\\\ \\( \\) \\: \\< \\> \\" \\* \\{ \\}`), a keyword, or makes `\\t`, `\\r`, `\\n`, `\\uXXXX`. A backslash itself is written twice.',
  },
  T3010: {
    title: "Nested too deep",
    explain: "The query has more brackets inside each other than any real query needs. Remove redundant ones.",
  },
  T3011: {
    title: "Operator of another language",
    explain:
      "KQL compares with `field:value`, joins with `and` and `or`, and negates with `not`. `=`, `==`, `!=`, `&&` and `||` are plain text.",
  },
  T3012: {
    title: "EQL text in a KQL query",
    explain:
      "The query has the form of EQL (`process where …`, `sequence by …`). Set the rule's type and language to eql, or rewrite the query in KQL.",
  },
  T3013: {
    title: "Single quotes in a value",
    explain: 'KQL quotes with `"` only: single quotes are characters of the value, which then hardly ever matches.',
  },
  T3014: {
    title: "Value over a line break",
    explain:
      "Words without an operator between them are one value, line breaks and all. Usually an `or` was forgotten at the end of a line.",
  },
  T3015: {
    title: "Keyword inside a value",
    explain: "The value ends with `and`, `or` or `not`. As no white space and condition follow, the word belongs to the value.",
  },
  T3016: {
    title: "Nested field outside of its group",
    explain:
      "The field is mapped below a nested object. Such fields can be searched inside a group of the path only: `path:{ name:value }`.",
  },
  T3017: {
    title: "Group on fields that are not nested",
    explain: "`path:{ … }` is for objects mapped as nested. Fields of plain objects are written with their whole name, without a group.",
  },
  T3018: {
    title: "Wrong nested path",
    explain: "The field belongs to another nested object than the group it stands in. The message names the right path.",
  },
  T3019: {
    title: "`null` as a value",
    explain: "`field:null` matches no event. For events without the field write `not field:*`.",
  },
} as const;
