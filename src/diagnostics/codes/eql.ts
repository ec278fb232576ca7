/** Faults of EQL text: T2xxx. */
export const EQL_CODES = {
  T2001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
  T2002: {
    title: "Text not closed",
    explain:
      'A string ends on the line it begins on, with the mark it began with: `"…"` or `"""…"""`. A quote inside `"…"` is written `\\"`. ' +
      "A field name in backticks ends with a backtick.",
  },
  T2003: {
    title: "Single quotes",
    explain: "EQL as Elasticsearch runs it has strings in double quotes only. Older dialects took single quotes too.",
  },
  T2004: {
    title: "Former raw string",
    explain: '`?"…"` was a string without escapes in an older dialect. Write three double quotes on either side instead.',
  },
  T2005: {
    title: "Unknown escape",
    explain:
      'Inside `"…"` a backslash begins one of `\\b \\t \\n \\f \\r \\" \\\\ \\uXXXX \\u{…}`. A Windows path has two backslashes for each one; ' +
      'in a raw string `"""…"""` one is enough.',
  },
  T2006: {
    title: "Faulty unicode escape",
    explain:
      "A character is written as `\\uXXXX` with exactly four hex digits, or as `\\u{…}` with two to eight. The code point must exist.",
  },
  T2007: { title: "Empty field name", explain: "There has to be a name between the backticks." },
  T2008: { title: "Comment not closed", explain: "`/*` needs its `*/`. Comments nest: an inner one needs an end of its own." },
  T2009: {
    title: "Operator of another language",
    explain: "EQL has `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `:`, `in`, `like`, `regex` and `+ - * / %`.",
  },
  T2010: { title: "Unknown character", explain: "The character has no meaning in EQL outside a string or a name in backticks." },
  T2011: { title: "Keyword in capitals", explain: "EQL's keywords are written in lower case. In capitals the word would be a field name." },
  T2012: {
    title: "Nested too deep",
    explain: "Conditions can be nested 250 levels deep. One list in `in (…)` or `: (…)` replaces many nested conditions.",
  },
  T2013: { title: "Chained comparison", explain: "A comparison has one operator. `a < b < c` is written `a < b and b < c`." },
  T2014: {
    title: "Wrong equals sign",
    explain: "Values are compared with `==`; `=` only gives a setting its value, as in `with maxspan=5m`.",
  },
  T2015: {
    title: "Bracket not closed",
    explain: "Every `(` needs its `)` and every `[` its `]`. The place shown is where the bracket was opened.",
  },
  T2016: {
    title: "Process relationship",
    explain:
      "`child of [ … ]`, `descendant of [ … ]` and `event of [ … ]` are not in the language any more. A sequence joined by the process ids says the same.",
  },
  T2017: {
    title: "Field name needs backticks",
    explain: "Keywords, numbers and parts with `-` or other signs can stand in a field name only in backticks: a.`0`.`my-part`.",
  },
  T2018: {
    title: "Array index",
    explain: "A single value of a field cannot be asked for by its place. A condition on a field holds when any of its values meets it.",
  },
  T2019: {
    title: "Misplaced not",
    explain: '`not` stands in front of a whole condition: `not field : "a*"`. Only `not in` stands between the field and its values.',
  },
  T2020: { title: "Faulty list", explain: "The values of `in` stand in brackets with commas between them, and there is at least one." },
  T2021: {
    title: "Faulty event category",
    explain:
      'An event query is `category where condition`. A category that is not a plain word has to be quoted: `"my-category" where …`. ' +
      "`any where …` takes every event.",
  },
  T2022: {
    title: "Join",
    explain: "`join` is not supported. Events that have an order are a `sequence`, events that have none are a `sample`.",
  },
  T2023: {
    title: "Settings before keys",
    explain: "`by` comes before `with`: `sequence by host.id with maxspan=5m`, `[ … ] by user.id with runs=3`.",
  },
  T2024: {
    title: "Not possible in a sample",
    explain: "A sample has no order in time, so it takes no `with maxspan`, no `with runs`, no `until` and no missing events `![ … ]`.",
  },
  T2025: {
    title: "Faulty maxspan",
    explain: "`maxspan` is a whole number over zero and one of the units `ms`, `s`, `m`, `h`, `d`: `with maxspan=5m`.",
  },
  T2026: { title: "Faulty runs", explain: "`with runs=N` repeats an event of a sequence; N is a whole number from 1 to 100." },
  T2027: { title: "Unknown setting", explain: "Behind `sequence` there is `with maxspan=…`, behind an event `with runs=…`." },
  T2030: {
    title: "Unknown function",
    explain: "No function has this name. Names are not case-sensitive; `docs/functions.md` lists all of them.",
  },
  T2031: {
    title: "Wrong number of arguments",
    explain: "The function takes another number of arguments. The hint shows how it is called.",
  },
  T2032: {
    title: "No case-insensitive form",
    explain: "`~` behind a name asks for a form that ignores case. Only some functions have one.",
  },
  T2040: {
    title: "Too few events",
    explain: "A sequence or a sample joins at least two events. In a sequence one event with `runs=2` is enough.",
  },
  T2041: {
    title: "Only missing events",
    explain: "`![ … ]` asks for the absence of an event between or beside others, so there has to be at least one other.",
  },
  T2042: {
    title: "Missing event without maxspan",
    explain: "That an event is missing can be decided only within a time: write `with maxspan=…`.",
  },
  T2043: {
    title: "Keys do not match",
    explain:
      "All events of a sequence or sample have the same number of keys, since keys are compared by place. A sample needs at least one.",
  },
  T2044: { title: "Key is no field", explain: "Events are joined by the values of fields. A function or a calculation cannot be a key." },
  T2045: { title: "Unknown pipe", explain: "The pipes are `head N` and `tail N`. Other pipes belong to older dialects." },
  T2046: { title: "Faulty pipe argument", explain: "`head` and `tail` take exactly one whole number: `| head 10`." },
  T2047: {
    title: "Keys of different types",
    explain: "Two keys that stand at the same place are compared, and values of these types are never equal.",
  },
  T2050: {
    title: "Not a condition",
    explain:
      "Where a condition stands, the value must be true or false. A field of another type has to be compared: `field != null` asks whether it has a value.",
  },
  T2051: { title: "Wrong type", explain: "The operator or function is not for values of this type. `string(…)` and `number(…)` convert." },
  T2052: {
    title: "Comparison of two fields",
    explain:
      "One side of a comparison, every pattern and every value of a list has to be a constant. Elasticsearch cannot compare two fields of an event.",
  },
  T2053: { title: "Wrong type in a list", explain: "All values of a list have to be of the type of what they are compared with." },
  T2054: {
    title: "Field cannot be used",
    explain: "EQL has no conditions on fields of this type: objects, nested objects, geo points and the like.",
  },
  T2055: {
    title: "Text without exact values",
    explain:
      "A text field is analysed into words, but EQL compares whole values. Elasticsearch uses a keyword sub-field and refuses the query where there is none. " +
      "In a rule Tocsin compares the whole raw value and says so.",
  },
  T2056: {
    title: "Faulty regular expression",
    explain: "The pattern is not in the dialect it would run in: Lucene's on a field, Java's on a computed value.",
  },
  T2057: {
    title: "Constant cannot be computed",
    explain: "A calculation with constants divides by zero, exceeds 64 bits, or reads a number where there is none.",
  },
  T2058: {
    title: "Comparison across types",
    explain: "The two sides have different types, so that the comparison is never true or does not order as numbers do.",
  },
  T2059: { title: "No address block", explain: "`cidrMatch` takes addresses and blocks such as `10.0.0.0/8` or `fe80::/10`." },
  T2060: {
    title: "Null written as a text",
    explain:
      'An optional field that the mapping lacks is null, and beside it the text `"null"` is read as the literal: `?field == "null"` holds. ' +
      "Without the quotes the query says what it means. Beside a field that is mapped the text is a text.",
  },
} as const;
