import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { mappingFields } from "../../event/schema.ts";
import { eql } from "./index.ts";

const fields = mappingFields({
  "@timestamp": { type: "date" },
  event: { properties: { category: { type: "keyword" } } },
  name: { type: "keyword" },
  parent: { type: "keyword" },
  path: { type: "wildcard" },
  pid: { type: "long" },
  load: { type: "double" },
  on: { type: "boolean" },
  addr: { type: "ip" },
  ver: { type: "version" },
  plain: { type: "text" },
  note: { type: "text", fields: { raw: { type: "keyword" } } },
  obj: { properties: { x: { type: "keyword" } } },
  spot: { type: "geo_point" },
  items: { type: "nested", properties: { name: { type: "keyword" } } },
});

/** Code, the text it points at, message: of all that is told about a query. */
function faults(text: string): string[] {
  const { diagnostics } = eql.lower(eql.parse(createSource("query", text)), { fields });
  return diagnostics.map((d) => `${d.code} ${text.slice(d.span?.start, d.span?.end)} ▸ ${d.message}`);
}

// biome-ignore format: table
test.each([
  ["any where name is null",             "write `== null` or `!= null`"],
  ['any where name contains "x"',        'write `: "*text*"`'],
  ['any where name startswith "x"',      'write `: "text*"`'],
  ['any where name EndsWith "x"',        'write `: "*text"`'],
  ['any where name matches "x"',         "`regex` for a regular expression"],
  ['any where name foo "x"',             "here a condition can end"],
])("hint: %s", (text, hint) => {
  expect(eql.parse(createSource("query", text)).diagnostics[0]?.hint).toContain(hint);
});

// biome-ignore format: table
const ONE_FAULT: readonly (readonly [query: string, code: string, where: string, message: string])[] = [
  // Text.
  ["any where name == 'x'",                       "T2003", "'x'",      "Use double quotes [\"] to define string literals, not single quotes [']"],
  ["any where pid = 1",                           "T2014", "=",        "mismatched input '='"],
  ["42 where true",                               "T2021", "42",       "mismatched input '42'"],
  ["my-cat where true",                           "T2021", "my-cat",   "has to be quoted"],
  ['name == "x"',                                 "T2021", "name",     "expecting 'where'"],
  ["",                                            "T2001", "",         "<EOF>"],
  ["process",                                     "T2001", "",         "<EOF>"],
  ["any where",                                   "T2001", "",         "<EOF>"],
  ["any where on AND on",                         "T2011", "AND",      "lower case"],
  ["any where NOT on",                            "T2011", "NOT",      "lower case"],
  ["any where on == TRUE",                        "T2011", "TRUE",     "lower case"],
  ['any where name LIKE "x"',                     "T2011", "LIKE",     "lower case"],
  ["any WHERE on",                                "T2011", "WHERE",    "lower case"],
  ["any where (on and on",                        "T2015", "(",        "closing bracket [)]"],
  ["any where startsWith(name, \"x\"",           "T2015", "(",        "closing bracket [)]"],
  ["any where on)",                               "T2001", ")",        "mismatched input ')'"],
  ["sequence [any where on [any where on]",       "T2015", "[",        "closing bracket []]"],
  ["any where on on",                             "T2001", "on",       "mismatched input 'on'"],
  ["any where name is null",                      "T2001", "is",       "mismatched input 'is'"],
  ['any where name not like "x"',                 "T2019", "not",      "in front of the whole condition"],
  ["any where pid in 1",                          "T2020", "1",        "stand in brackets"],
  ["any where pid in ()",                         "T2020", ")",        "cannot be empty"],
  ["any where pid in (1,)",                       "T2001", ",",        "has to follow the comma"],
  ["any where 1 < pid < 3",                       "T2013", "<",        "cannot be chained"],
  ["any where child of [any where on]",           "T2016", "child of", "Process relationships are not supported"],
  ["any where sequence == 1",                     "T2017", "sequence", "in backticks"],
  ["any where name[0] == \"x\"",                  "T2018", "[",        "Array indexes are not supported"],
  // Structure.
  ["join [any where on] [any where on]",          "T2022", "join",     "JOIN command is not supported"],
  ["sequence with maxspan=1s by pid [any where on] [any where on]", "T2023", "by", "Please specify sequence [by] before [with] not after"],
  ["sequence with maxspan=5 [any where on] [any where on]",    "T2025", "5",    "No time unit specified, did you mean [s] as in [5s]?"],
  ["sequence with maxspan=5x [any where on] [any where on]",   "T2025", "x",    "Unrecognized time unit [x] in [5x], please specify one of [ms, s, m, h, d]"],
  ["sequence with maxspan=1.5s [any where on] [any where on]", "T2025", "1.5s", "Decimal time interval [1.5s] not supported; please use an positive integer"],
  ["sequence with maxspan=0s [any where on] [any where on]",   "T2025", "0s",   "A positive maxspan value is required; found [0s]"],
  ["sequence with maxspan=-1s [any where on] [any where on]",  "T2025", "1s",   "A positive maxspan value is required; found [-1s]"],
  ["sequence with maxspam=1s [any where on] [any where on]",   "T2027", "maxspam", "Unrecognized option [maxspam], expecting [maxspan]"],
  ["sequence [any where on] with runs=0 [any where on]",       "T2026", "0",    "A positive runs value is required; found [0]"],
  ["sequence [any where on] with runs=101 [any where on]",     "T2026", "101",  "more than [100] times, found [101]"],
  ["sequence [any where on]",                                  "T2040", "sequence [any where on]", "minimum of 2 queries, found [1]"],
  ["sequence ![any where on] [any where on]",                  "T2042", "![any where on]", "[maxspan] is required"],
  ["sequence with maxspan=1s ![any where on] ![any where on]", "T2041", "sequence with maxspan=1s ![any where on] ![any where on]", "at least one event"],
  ["sequence [any where on] by pid [any where on]",            "T2043", "[any where on]", "Inconsistent number of join keys specified; expected [1] but found [0]"],
  ["sequence by pid [any where on] [any where on] until [any where on] by pid", "T2043", "[any where on] by pid", "expected [0] but found [1]"],
  ["sequence by pid + 1 [any where on] [any where on]",        "T2044", "pid + 1", "Unsupported join key"],
  ["sequence [any where on] by pid [any where on] by name",    "T2047", "name", "Sequence key [name] type [keyword] is incompatible with key [pid] type [long]"],
  ["sample by pid [any where on]",                             "T2040", "sample by pid [any where on]", "minimum of 2 queries, found [1]"],
  ["sample [any where on] [any where on]",                     "T2043", "sample [any where on] [any where on]", "at least one join key"],
  ["sample by pid [any where on] ![any where on]",             "T2024", "![any where on]", "no missing events"],
  ["any where on | sort pid",                     "T2045", "sort",     "Pipe [sort] is not supported"],
  ["any where on | haed 1",                       "T2045", "haed",     "Unrecognized pipe [haed]"],
  ["any where on | head",                         "T2046", "head",     "Pipe [head] expects exactly one argument but found [0]"],
  ["any where on | head -1",                      "T2046", "-1",       "Pipe [head] expects a positive integer but found [-1]"],
  ["any where on | tail pid",                     "T2046", "pid",      "Pipe [tail] expects a positive integer but found [pid]"],
  // Names.
  ["any where nosuch == 1",                       "T6001", "nosuch",   "Unknown column [nosuch]"],
  ["any where safe(name)",                        "T2030", "safe",     "Unknown function [safe]"],
  ["any where length(name, 1) == 1",              "T2031", "length(name, 1)", "[length] expects exactly one argument but found [2]"],
  ["any where concat() == \"x\"",                 "T2031", "concat()", "[concat] expects at least one argument but found [0]"],
  ["any where substring(name) == \"x\"",          "T2031", "substring(name)", "[substring] expects two or three arguments but found [1]"],
  ["any where length~(name) == 1",                "T2032", "length~",  "[length] has no case-insensitive form"],
  // Types.
  ["any where 42",                                "T2050", "42",       "Condition expression needs to be boolean, found [INTEGER]"],
  ["any where 9999999999",                        "T2050", "9999999999", "found [LONG]"],
  ["any where pid",                               "T2050", "pid",      "Condition expression needs to be boolean, found [LONG]"],
  ["any where on and length(name)",               "T2050", "length(name)", "found [INTEGER]"],
  ["any where pid : \"1\"",                       "T2051", "pid",      "first argument of [:] must be [string], found value [pid] type [long]; consider using [==] instead"],
  ["any where addr like \"1*\"",                  "T2051", "addr",     "must be [string], found value [addr] type [ip]"],
  ["any where name : 1",                          "T2051", "1",        "second argument of [:] must be [string], found value [1] type [integer]"],
  ["any where length(pid) == 1",                  "T2051", "pid",      "first argument of [length(pid)] must be [string], found value [pid] type [long]"],
  ["any where substring(name, 1.5) == \"x\"",     "T2051", "1.5",      "second argument of [substring(name, 1.5)] must be [integer]"],
  ["any where name + 1 == 2",                     "T2051", "name",     "first argument of [name + 1] must be [numeric], found value [name] type [keyword]"],
  ["any where cidrMatch(name, \"::1\")",          "T2051", "name",     "must be [ip], found value [name] type [keyword]"],
  ["any where cidrMatch(addr, name)",             "T2051", "name",     "must be a constant, received [name]"],
  ["any where name == parent",                    "T2052", "parent",   "Comparisons against fields are not (currently) supported; offender [parent] in [==]"],
  ["any where length(name) > length(parent)",     "T2052", "length(parent)", "offender [length(parent)] in [>]"],
  ["any where name : parent",                     "T2052", "parent",   "offender [parent] in [:]"],
  ["any where name in (\"a\", parent)",           "T2052", "parent",   "offender [parent] in [in]"],
  ["any where pid in (1, \"string\")",            "T2053", "\"string\"", "2nd argument of [pid in (1, \"string\")] must be [long], found value [\"string\"] type [keyword]"],
  ["any where items.name == \"x\"",               "T2054", "items.name", "due to nested fields not being supported yet"],
  ["any where obj == \"x\"",                      "T2054", "obj",      "Cannot use field [obj] with unsupported type [object]"],
  ["any where spot != null",                      "T2054", "spot",     "Cannot use field [spot] with unsupported type [geo_point]"],
  ["any where plain == \"x\"",                    "T2055", "plain",    "No keyword/multi-field defined exact matches for [plain]"],
  ["any where name regex \"(\"",                  "T2056", "\"(\"",    "not a Lucene regular expression"],
  ["any where string(pid) regex \"(?=a)\"",       "T2056", "\"(?=a)\"", "not a Java regular expression"],
  ["any where 1 / 0 == 1",                        "T2057", "1 / 0",    "cannot be computed"],
  ["any where 9223372036854775807 + 1 == 1",      "T2057", "9223372036854775807 + 1", "cannot be computed"],
  ["any where pid == number(\"x\")",              "T2057", "number(\"x\")", "Unable to convert [x] to number of base [10]"],
  ["any where length(name) == \"x\"",             "T2058", "\"x\"",    "can never be compared with [\"x\"], of type [keyword]"],
  ["any where name > 5",                          "T2058", "name > 5", "its order is that of texts"],
  ["any where cidrMatch(addr, \"10.0.0.0/99\")",  "T2059", "\"10.0.0.0/99\"", "no CIDR block"],
  ["any where pid == \"abc\"",                    "T6002", "\"abc\"",  "cannot be a value of `pid`"],
  ["any where addr == 0",                         "T6002", "0",        "cannot be a value of `addr`"],
];

describe("one fault", () => {
  test.each(ONE_FAULT)("%s", (query, code, where, message) => {
    const told = faults(query);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${code} ${where} ▸ `);
    expect(told[0]).toContain(message);
  });
});

// biome-ignore format: table
const MANY_FAULTS: readonly (readonly [query: string, places: readonly string[]])[] = [
  ["any where name == 'x' AND pid = 1 and nosuch == 2 | sort pid",          ["T2003 'x'", "T2011 AND", "T2014 =", "T6001 nosuch", "T2045 sort"]],
  ["any where (pid == or name == ) and on on",                              ["T2001 or", "T2001 )", "T2001 on"]],
  ["sequence with maxspan=1x [any where pid == ] [file where name : 5]",    ["T2025 x", "T2001 ]", "T2051 5"]],
  ["sequence [any where a b] foo [any where on and] by | head",             ["T2001 b", "T2001 foo", "T2001 ]", "T2001 |", "T2046 head"]],
  ["any where lenght(name) == 1 or pid : \"1\" or name == parent",          ["T2030 lenght", "T2051 pid", "T2052 parent"]],
  ["any where name == \"C:\\Windows\\q\" && !on",                           ["T2005 \\W", "T2005 \\q", "T2009 &&", "T2009 !"]],
];

describe("several faults", () => {
  test.each(MANY_FAULTS)("%s", (query, places) => {
    const told = faults(query).map((line) => line.split(" ▸ ")[0]);
    for (const place of places) expect(told).toContain(place);
    expect(new Set(told).size).toBe(told.length);
  });
});

// biome-ignore format: table
const HINTS: readonly (readonly [string, string])[] = [
  ["any where nmae == 1",                 "did you mean `name`?"],
  ["any where lenght(name) == 1",         "did you mean `length`?"],
  ["any where match(name, \"x\")",        "`field regex"],
  ["any where on | haed 1",               "did you mean `head`?"],
  ["any where pid = 1",                   "`==`"],
  ["any where on AND on",                 "write `and`"],
  ["any where event.sequence == 1",       "`sequence`"],
  ["any where substring(name) == \"x\"",  "`substring(source, start[, end])`"],
  ["sequence with maxspan=5S [any where on] [any where on]", "did you mean `s`?"],
];

test.each(HINTS)("hint: %s", (query, hint) => {
  const { diagnostics } = eql.lower(eql.parse(createSource("query", query)), { fields });
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("a faulty text has no plan, and its faults come back from lowering once", () => {
  const parsed = eql.parse(createSource("query", "any where pid = 1"));
  const lowered = eql.lower(parsed, { fields });
  expect(lowered.plan).toBeUndefined();
  expect(lowered.diagnostics).toEqual(parsed.diagnostics);
});
