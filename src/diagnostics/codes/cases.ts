/** Faults of the cases beside rules (`<rule>.test.yaml`): T13xx. */
export const CASE_CODES = {
  T1301: {
    title: "Not a case file",
    explain:
      "A case file is one YAML document: an object with a list `cases`. Mend the syntax at the place shown; docs/testing-rules.md has the whole format.",
  },
  T1302: {
    title: "Unknown key in a case file",
    explain: "Nothing of this name can stand here. Most often it is misspelt; the hint names the nearest known key, or all there are.",
  },
  T1303: {
    title: "Missing key in a case file",
    explain: "A case needs a `name`, and has to say what must come out: `alerts`, `silent`, or both.",
  },
  T1304: {
    title: "Value of the wrong type in a case file",
    explain: "The key holds a value of another type than it must: text instead of a list, a list instead of an object, and so on.",
  },
  T1305: {
    title: "Time not understood in a case file",
    explain:
      "`at` is a time before or after the case's clock (`10s`, `-2m`, `1h`) or a date and time; `every` is a span of time; `clock` is a date and time.",
  },
  T1306: {
    title: "Unknown base event",
    explain: "An event names a base that `bases` does not have. A base may build on another one that stands before it.",
  },
  T1307: {
    title: "Repetition not understood",
    explain:
      "`repeat` is a number of events, or `5 every 10s`. `each` gives fields a value for each of them: one list a field, as long as there are events.",
  },
  T1308: {
    title: "Unknown reason of silence",
    explain:
      "`silent` says why no alert comes: one of the known reasons (`no match`, `index`, `excepted`, `2 suppressed`, `stage 2`, …), or the one " +
      "condition of the rule's query that fails, by its text or by its field.",
  },
  T1309: {
    title: "Expectations that contradict each other",
    explain: "Where alerts come, `silent` can only say what swallowed other matches: suppressed, capped, excepted or duplicate.",
  },
  T1310: {
    title: "Expected value not understood",
    explain:
      "A field of an expected alert is a value, a list of values, null (the field is absent), or a test: matches, exists, contains, one_of, " +
      "at_least, at_most.",
  },
  T1311: {
    title: "No rule to test",
    explain:
      "A case file tests the rule of the same name beside it, or the one that `rule` names (and `rule_id`, where a file holds several).",
  },
  T1312: {
    title: "Nothing to use at this path",
    explain: "A path in a case file is relative to it. Nothing could be read there, or nothing in it applies to the rule.",
  },
  T1313: {
    title: "No case files",
    explain: "The path holds neither rules nor case files, or does not exist. Cases stand beside a rule, in a file named <rule>.test.yaml.",
  },
  T1314: {
    title: "Two cases of one name",
    explain: "Cases are told apart by their names, in reports too. Say what is different about each.",
  },
  T1315: {
    title: "Field that looks misspelt",
    explain:
      "An event of a case has a field that no field table knows and whose name is nearly that of a field the rule reads. The case may pass for the wrong reason.",
  },
  T1316: {
    title: "Time said twice",
    explain: "An event says its time either with `at` or with `@timestamp`.",
  },
} as const;
