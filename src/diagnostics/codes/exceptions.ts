/** Faults of exception and value lists: T11xx. */
export const EXCEPTION_CODES = {
  T1101: {
    title: "No exception files found",
    explain: "The path does not exist, the folder holds no files that exceptions can be read from, or the glob matches none.",
  },
  T1102: {
    title: "No exceptions in the file",
    explain:
      "The file was read, but it holds neither an exception list nor an item. Exceptions are read from a repository's TOML files " +
      "([[exceptions]]) and from Kibana's exports.",
  },
  T1103: {
    title: "Unknown entry type",
    explain: "An entry of an exception item is of type match, match_any, wildcard, exists, list or nested. The item is not applied.",
  },
  T1104: {
    title: "Unknown operator",
    explain:
      "An entry's operator is included (the entry holds where its test does) or excluded (where it does not). The item is not applied.",
  },
  T1105: {
    title: "Entry without a value",
    explain: "Entries of type match and wildcard need one value, those of type match_any a list of them. The item is not applied.",
  },
  T1106: {
    title: "Empty value",
    explain: "A value that an entry compares with must not be blank, and a list of values needs at least one. The item is not applied.",
  },
  T1107: {
    title: "Entry not allowed here",
    explain:
      "Inside a nested entry only match, match_any, wildcard and exists can stand: neither value lists nor further nesting. The item is not applied.",
  },
  T1108: {
    title: "List entry without a value list",
    explain: 'An entry of type list names its value list: list = { id = "…", type = "…" }. The item is not applied.',
  },
  T1109: {
    title: "Malformed expiry",
    explain: "expire_time is a date and time such as 2026-01-31T00:00:00Z; from then on the item is not heeded. The item is not applied.",
  },
  T1110: {
    title: "Item of an unknown list",
    explain:
      "The item's list_id names a list that is in none of the files given, so that no rule can be bound to it. The item is not applied.",
  },
  T1111: {
    title: "Duplicate item id",
    explain: "Two exception items have the same item_id. The first one in load order is used; give the other one an id of its own.",
  },
  T1112: {
    title: "Exception list given twice",
    explain:
      "Two files hold a list of the same list_id, but describe it differently. The first description is used, with the items of both.",
  },
  T1113: {
    title: "Backslash in a wildcard pattern",
    explain:
      "In a wildcard pattern a backslash takes its meaning from the character after it. A backslash that stands for itself is written twice.",
  },
  T1114: {
    title: "Operator not allowed in an endpoint list",
    explain: "Elastic Defend does not know the operator excluded. Here the entry is evaluated all the same.",
  },
  T1120: {
    title: "Exception list not given",
    explain:
      "The rule names an exception list that none of the given files holds; the rule runs without it. Many public rules name endpoint_list, " +
      "the list of Elastic Defend's own exceptions.",
  },
  T1121: {
    title: "Value list not given",
    explain: "An exception item refers to a value list that was not given (--value-lists). The item is not applied.",
  },
  T1122: {
    title: "Value list of another type",
    explain: "An exception item takes the value list for one of another type than it is. The value list's own type is used.",
  },
  T1123: {
    title: "Value not of its list's type",
    explain:
      "A value list of type ip holds addresses, one of type ip_range also blocks (10.0.0.0/8) and ranges (10.0.0.1-10.0.0.9). Other values are left out.",
  },
  T1124: {
    title: "No value lists found",
    explain:
      "The path does not exist, or the folder holds no value lists. A value list is a text file with one value a line, named for its id.",
  },
  T1125: {
    title: "Duplicate value list",
    explain: "Two files hold a value list of the same id. The first one in load order is used.",
  },
  T1126: {
    title: "Unknown type of value list",
    explain: "Value lists are of type keyword, ip, ip_range or text.",
  },
  T1127: {
    title: "Not a value list",
    explain: "An exported value list is a list item a line: an object with list_id, type and value.",
  },
  T1128: {
    title: "Exceptions for a rule that is not loaded",
    explain: "A list's `rule_ids` names a rule that is not among the loaded ones, so its items do nothing there. Check the id for a slip.",
  },
} as const;
