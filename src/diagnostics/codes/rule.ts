/** Faults of rule files: T1xxx. */
export const RULE_CODES = {
  T1001: {
    title: "Not a rule file",
    explain: "The file could not be parsed in the format its name promises. Mend the syntax at the place shown.",
  },
  T1002: {
    title: "File cannot be read",
    explain: "The operating system refused to give the file: it does not exist, is no regular file, or may not be read by this user.",
  },
  T1003: {
    title: "Not UTF-8 text",
    explain:
      "Rule files are UTF-8 text. A binary file, text in another encoding (UTF-16, Latin-1) or a broken compressed file cannot be read; save it as UTF-8.",
  },
  T1004: {
    title: "No rule in the file",
    explain:
      "The file was parsed, but nothing in it is a rule: a TOML rule has a [rule] table, an exported one an object with rule_id, name and type.",
  },
  T1005: {
    title: "Unknown rule format",
    explain:
      "Rules are read from .toml, .json, .ndjson and .yaml files; other names and standard input are recognised by their content, and this one was not.",
  },
  T1006: {
    title: "No rule files found",
    explain: "The path does not exist, the folder holds no rule files, or the glob matches none.",
  },
  T1010: {
    title: "Unknown key",
    explain: "No rule type has this key, so it has no effect. Most often it is misspelt; the hint names the nearest known key.",
  },
  T1011: {
    title: "Missing key",
    explain: "The rule type needs this key and has no default for it.",
  },
  T1012: {
    title: "Value of the wrong type",
    explain: "The key holds a value of another type than it must: text instead of a number, one text instead of a list, and so on.",
  },
  T1013: {
    title: "Value not among the allowed ones",
    explain: "The key takes one of a fixed set of values. The hint lists them.",
  },
  T1014: {
    title: "Value out of bounds",
    explain: "A number is too small or too large, or a list has too few or too many entries.",
  },
  T1015: {
    title: "Malformed value",
    explain:
      "The text does not have the form that the key needs: date math such as now-9m, an interval such as 5m, a date such as 2024/01/31, a UUID.",
  },
  T1016: {
    title: "Keys that do not go together",
    explain: "Two keys exclude each other, or one needs the other.",
  },
  T1017: {
    title: "Language does not fit the rule type",
    explain:
      "Each rule type takes its query in certain languages only: eql rules in eql, esql rules in esql, the others in kuery or lucene; machine_learning rules have none.",
  },
  T1018: {
    title: "Key of another rule type",
    explain: "The key is known, but has no effect in a rule of this type.",
  },
  T1019: {
    title: "Blank query",
    explain: "EQL and ES|QL rules need a query. A blank KQL or Lucene query selects every event of the rule's indices.",
  },
  T1020: {
    title: "Duplicate rule id",
    explain: "Two rules have the same rule_id. The first one in load order is used; give the other one an id of its own.",
  },
  T1021: {
    title: "Values that contradict each other",
    explain:
      "Each value is allowed by itself, but not together with the others: a window that ends before it begins, a history that starts after the window.",
  },
  T1201: {
    title: "Broken block in the investigation guide",
    explain:
      "A `!{osquery{…}}` or `!{investigate{…}}` of the note holds one JSON object between its marker and a closing brace. This one could not " +
      "be read, so it is left out of the guide; the rule runs all the same.",
  },
  T1202: {
    title: "Incomplete block in the investigation guide",
    explain:
      "An osquery block needs `label` and `query`, an investigate block `label` and `providers`, each of these a `field` and a `queryType` " +
      "of phrase, phrases, range or exists. The block is left out of the guide; the rule runs all the same.",
  },
  T1203: {
    title: "Placeholder and entry do not match",
    explain:
      "In a rule file the entries of `[[transform.osquery]]` and `[[transform.investigate]]` are put into the note where it says " +
      "`$osquery_0`, `$investigate_2`. Each placeholder needs an entry, counted from 0, and each entry a placeholder; `$$` is a plain dollar sign.",
  },
} as const;
