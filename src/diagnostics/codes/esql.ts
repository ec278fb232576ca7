/** Faults of ES|QL text: T5xxx. */
export const ESQL_CODES = {
  T5001: {
    title: "Unexpected text",
    explain: "The parser met something that cannot stand at this place. The hint says what could.",
  },
  T5002: {
    title: "Text not closed",
    explain:
      'A string ends on the line it begins on, with the mark it began with: `"…"` or `"""…"""`. A quote inside `"…"` is written `\\"`. ' +
      "A name in backticks ends with a backtick and is not empty.",
  },
  T5003: { title: "Comment not closed", explain: "`/*` needs its `*/`. Comments nest: an inner one needs an end of its own." },
  T5004: {
    title: "Operator of another language",
    explain: "ES|QL has `AND`, `OR`, `NOT`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `:`, `IN`, `LIKE`, `RLIKE`, `IS NULL`, `::` and `+ - * / %`.",
  },
  T5005: { title: "Unknown character", explain: "The character has no meaning in ES|QL outside a string or a name in backticks." },
  T5006: {
    title: "Unknown escape",
    explain:
      'Inside `"…"` a backslash begins one of `\\t \\n \\r \\" \\\\`. A Windows path has two backslashes for each one; in a raw string `"""…"""` one is enough.',
  },
  T5007: { title: "Single quotes", explain: "ES|QL has strings in double quotes only." },
  T5008: {
    title: "Nested too deep",
    explain: "Conditions can be nested 250 levels deep. One list in `IN (…)` or `LIKE (…)` replaces many nested conditions.",
  },
  T5009: { title: "Chained comparison", explain: "A comparison has one operator. `a < b < c` is written `a < b AND b < c`." },
  T5010: { title: "Wrong equals sign", explain: "Values are compared with `==`; `=` only gives a column its value, as in `EVAL a = 1`." },
  T5011: {
    title: "Bracket not closed",
    explain: "Every bracket that is opened has to be closed in the same command. The place shown is where it was opened.",
  },
  T5012: {
    title: "Name needs backticks",
    explain:
      "Reserved words, and names with `-` or other signs, can be names of columns only in backticks: `` `no-wait` ``, `` a.`where`.b ``.",
  },
  T5013: { title: "Faulty list", explain: "The values of `IN` stand in brackets with commas between them, and there is at least one." },
  T5014: { title: "No source", explain: "A query begins with where its rows come from: `FROM index` or `ROW name = value`." },
  T5015: {
    title: "Not supported",
    explain: "ES|QL of Elasticsearch has this command or option, but Tocsin does not run it. The hint gives the reason or another way.",
  },
  T5016: {
    title: "Unknown command",
    explain: "No command has this name. `docs/functions.md` lists the functions, the README the commands.",
  },
  T5020: { title: "Number too large", explain: "The number is beyond what a double can hold." },
  T5021: { title: "Faulty list of constants", explain: "`[…]` holds constants of one type. Whole and decimal numbers can stand together." },
  T5022: {
    title: "Unknown unit of time",
    explain: "A time span is a whole number and a unit: `5 minutes`, `1 day`, `30s`. `m` is a minute; a month is `mo` or `month`.",
  },
  T5023: {
    title: "Text cannot be converted",
    explain: "A text beside a date, an address, a version or a boolean is read as such a value, and this one cannot be.",
  },
  T5030: {
    title: "Unknown function",
    explain: "No function of ES|QL has this name. Names are not case-sensitive; `docs/functions.md` lists all of them.",
  },
  T5031: {
    title: "Wrong number of arguments",
    explain: "The function takes another number of arguments. The hint shows how it is called.",
  },
  T5032: {
    title: "Wrong type",
    explain:
      "The operator, function or command is not for values of this type. `TO_STRING`, `TO_LONG`, `TO_IP` and their like convert; so does `value::type`.",
  },
  T5033: {
    title: "Not a constant",
    explain: "This argument has to be known before any row is read: write the value itself, not a column.",
  },
  T5034: {
    title: "Faulty arguments",
    explain: "The arguments do not go together, or a constant among them is wrong. The message says what.",
  },
  T5036: {
    title: "Field in a nested object",
    explain:
      "ES|QL does not see fields of objects that are mapped as nested. Elasticsearch refuses the query; Tocsin reads the field as null.",
  },
  T5037: {
    title: "Field of an unsupported type",
    explain: "ES|QL has no values of this type (flattened, binary, histogram, …). Such a column can be kept and dropped, but not used.",
  },
  T5038: { title: "Misplaced aggregate", explain: "Aggregates (`COUNT`, `MAX`, `VALUES`, …) stand in `STATS` and `INLINE STATS` only." },
  T5039: {
    title: "Unknown option",
    explain: "The function or command has no such option, or not with this value. The hint lists the options.",
  },
  T5040: { title: "Always null", explain: "A calculation with `null` is null whatever the row." },
  T5041: {
    title: "Unknown type",
    explain:
      "`value::type` takes `boolean`, `integer`, `long`, `unsigned_long`, `double`, `keyword`, `ip`, `version`, `datetime`, `date_nanos`, geo types and their short names.",
  },
  T5042: {
    title: "Not a condition",
    explain:
      "Where a condition stands, the value must be true or false. A column of another type has to be compared: `field IS NOT NULL` asks whether it has a value.",
  },
  T5043: {
    title: "Search at the wrong place",
    explain:
      "`KQL()`, `QSTR()`, `MATCH()` and `:` search the documents of the source. They stand in `WHERE`, before the rows stop being those documents (`STATS`, `LIMIT`, joins).",
  },
  T5044: {
    title: "Unknown metadata",
    explain: "`METADATA` names what a document is known by: `_id`, `_index`, `_version`, `_source`, `_ignored`, `_score`.",
  },
  T5045: {
    title: "Pattern without columns",
    explain: "No column fits the pattern at this point of the query, or patterns cannot be used there.",
  },
  T5046: { title: "Shadowed column", explain: "Two items have the same name, and only one of the two values is kept." },
  T5047: { title: "No aggregate", explain: "Every item of `STATS` before `BY` holds an aggregate function." },
  T5048: {
    title: "Column outside an aggregate",
    explain: "Behind `STATS` there is one row for many, so that a column stands inside an aggregate or among the keys after `BY`.",
  },
  T5049: { title: "Aggregate in an aggregate", explain: "An aggregate takes columns and functions of them. Two levels need two `STATS`." },
  T5050: {
    title: "Faulty DISSECT pattern",
    explain: "The pattern is literal text and keys `%{name}` in turn. The message says what is wrong with it.",
  },
  T5051: {
    title: "Faulty GROK pattern",
    explain: "The pattern is a regular expression with `%{PATTERN:name}` in it. The message says what is wrong with it.",
  },
  T5052: {
    title: "Unknown table",
    explain:
      "`LOOKUP JOIN` and `ENRICH` read local files: `--lookup NAME=FILE`, `--enrich NAME=FILE`. The name or the field is not among those given.",
  },
  T5053: { title: "Faulty limit", explain: "`LIMIT` takes a whole number that is not negative." },
  T5054: {
    title: "Faulty setting",
    explain:
      '`SET unmapped_fields = "nullify";` is what can be set before a query, with `fail`, `nullify` or `load`; `time_zone` takes a region or an offset: `Europe/Paris`, `+02:00`.',
  },
  T5055: {
    title: "Odd pattern",
    explain:
      "The pattern is right, but a sign in it means something else than in other languages. RLIKE takes Lucene's regular expressions: a pattern fits " +
      "the whole text, `@` is any text, `&` and `~` combine expressions, and there are no flags and anchors. LIKE has the wildcards `*` and `?` only.",
  },
} as const;
