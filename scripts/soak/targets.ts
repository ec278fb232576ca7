import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createSource } from "../../src/diagnostics/index.ts";
import { defaultFields } from "../../src/event/schema.ts";
import type { Language, LanguageId } from "../../src/languages/language.ts";
import { LANGUAGES } from "../../src/languages/table.ts";
import { readRuleText } from "../../src/rules/read/table.ts";
import type { Material } from "./mutate.ts";

/** Something that takes hostile text. `run` gives what is wrong with the outcome; a throw is wrong too. */
export interface Target extends Material {
  readonly name: string;
  run(text: string): string | undefined;
}

/** All targets; the rule files under `folders` are further texts to start from. */
export function createTargets(folders: readonly string[]): readonly Target[] {
  const files = folders.flatMap((folder) => globSync("**/*.toml", { cwd: folder }).map((file) => readFileSync(join(folder, file), "utf8")));
  const rules = files.filter((text) => text.includes("rule_id"));
  return [...LANGUAGES.map((language) => languageTarget(language, rules)), ...RULE_FILES.map((format) => ruleTarget(format, rules))];
}

function languageTarget(language: Language, rules: readonly string[]): Target {
  const { seeds, pieces } = QUERIES[language.id];
  const written = rules
    .filter((text) => text.includes(`language = "${language.id}"`))
    .flatMap((text) => /^query = '''([^]*?)'''/m.exec(text)?.[1] ?? []);
  const env = { fields: defaultFields() };
  const run = (text: string): string | undefined => {
    const parsed = language.parse(createSource("input", text));
    if (parsed.ast === undefined) return parsed.diagnostics.length === 0 ? "neither an AST nor a diagnostic" : undefined;
    language.lower(parsed, env);
    return parsed.diagnostics.length === 0 ? roundTrip(language, parsed.ast) : undefined;
  };
  return { name: language.id, seeds: [...seeds, ...written], pieces, run };
}

/** What was printed parses without a fault and prints the same again. */
function roundTrip(language: Language, ast: unknown): string | undefined {
  const printed = language.print(ast);
  const again = language.parse(createSource("printed", printed));
  if (again.ast === undefined || again.diagnostics.length > 0) return `its print does not parse: ${printed}`;
  const second = language.print(again.ast);
  return second === printed ? undefined : `its print changes when parsed and printed again:\n  ${printed}\n  ${second}`;
}

function ruleTarget({ extension, seed, pieces }: RuleFile, rules: readonly string[]): Target {
  const run = (text: string): string | undefined => {
    const { documents, problems } = readRuleText(createSource(`input${extension}`, text));
    for (const document of documents) document.places();
    for (const { location } of problems)
      if (location && !(location.line >= 1 && location.column >= 1)) return "a problem points to nowhere";
    return undefined;
  };
  return { name: `rule file ${extension || "of unknown format"}`, seeds: [seed, ...(extension === ".toml" ? rules : [])], pieces, run };
}

const FIELDS = ["process.name", "event.category", "@timestamp", "source.ip", "process.args", "winlog.event_data.*", "`a b`", "_id"];
const VALUES = [
  '"cmd.exe"',
  '"*a*b?"',
  "1",
  "-1.5e3",
  "9223372036854775808",
  "true",
  "null",
  '"10.0.0.0/8"',
  '"2024-01-01"',
  "now-1d",
  "\\*",
  "a*",
];

const QUERIES: Readonly<Record<LanguageId, Material>> = {
  eql: {
    seeds: [
      'process where process.name : ("cmd.exe", "pwsh*") and not process.args in~ ("a", "b") and process.pid > 4 - -1',
      'sequence by host.id with maxspan=5m\n  [process where true] by process.entity_id with runs=3\n  ![file where endsWith~(file.path, ".exe")] by process.entity_id\nuntil [network where destination.port == 443]',
      'sample by user.name [any where cidrMatch(source.ip, "10.0.0.0/8")] [any where ?a.b == null] | head 3',
      'any where stringContains(concat(process.name, "x", 1), """raw "text""") and length(process.args) % 2 == 0 | unique user.name | tail 2',
    ],
    pieces: [
      ...FIELDS,
      ...VALUES,
      ...'where sequence sample by with maxspan=1h runs=2 until and or not in in~ : like like~ regex regex~ == != < <= > >= + - * / % ( ) [ ![ ] , | head tail sort unique count ? ~ any process true // /* */ """ length( cidrMatch( ='.split(
        " ",
      ),
    ],
  },
  kuery: {
    seeds: [
      'process.name : ("cmd.exe" or "pwsh*") and not (user.id : 1 or source.port >= 1024)',
      'items: { name: "a" and price > 1.5 } or message: *err\\* and not "quoted \\" text"',
      "@timestamp >= now-1d/d and *.ip: 10.0.0.0/8",
    ],
    pieces: [...FIELDS, ...VALUES, ...'and or not AND OR NOT : < <= > >= ( ) { } * \\ \\: \\u00e9 " ,'.split(" ")],
  },
  lucene: {
    seeds: [
      'process.name:(cmd.exe OR pwsh*) AND NOT user.id:[1 TO 5} +a -b !c "phrase here"~2 roam~1 boost^2.5',
      "field:/ab+c[^d]{2,3}|<1-10>~(x)&@/ OR _exists_:user.name && date:{* TO 2024-01-01] || price:>=10",
    ],
    pieces: [
      ...FIELDS,
      ...VALUES,
      ...'AND OR NOT && || ! + - : ( ) [ ] { } TO ~ ~2 ^2 " / \\ * ? > >= < <= _exists_: /a.*/ <1-9> (?'.split(" "),
    ],
  },
  esql: {
    seeds: [
      'from logs-*, -x METADATA _id, _index | where process.name == "cmd.exe" and not user.name like ("*$", "SYS*") | eval y = to_lower(`a b`), n = length(y)::long + 1 | keep y, process.*, _id | limit 10',
      "FROM a | STATS c = COUNT(*) WHERE process.pid > 1, m = MV_SLICE(VALUES(host.name), 0, 20), MAX(@timestamp) BY user.name, DATE_TRUNC(5 minutes, @timestamp) | WHERE c >= 3 | SORT c DESC NULLS LAST",
      'row a = [1, 2.5], b = "x\\n" | mv_expand a | inline stats t = sum(a) by b | rename b as c, t = a | drop c*',
      'from a | where kql("a: b and c > 1") or source.ip : "10.0.0.1" | grok message """%{IP:ip} (?<x.y>\\d+)""" | dissect message "%{a}->%{+b}" append_separator="," | lookup join t on a | enrich p on a with b = c',
      'set unmapped_fields="nullify"; from (from b | where c rlike """a.*""") | fork (where a is null) (limit 1) | change_point v on k as t, p | completion z = "x" with {"inference_id": "i"}',
    ],
    pieces: [
      ...FIELDS,
      ...VALUES,
      ...'from row set where eval stats inline by keep drop rename sort limit mv_expand grok dissect lookup join enrich fork completion metadata as on with and or not in like rlike is null asc desc nulls first last == != < <= > >= = :: : + - * / % ( ) [ ] { } , . | ; // /* */ """ ` count( values( case( date_trunc( kql( match( 5 minutes [1,2] {"k":1} :: to_string( *'.split(
        " ",
      ),
    ],
  },
};

interface RuleFile {
  /** Empty: the format is to be guessed. */
  readonly extension: string;
  readonly seed: string;
  readonly pieces: readonly string[];
}

const RULE = {
  rule: {
    name: "A rule",
    rule_id: "00000000-0000-4000-8000-000000000000",
    type: "eql",
    language: "eql",
    query: 'any where a.b == "x"',
    severity: "low",
    risk_score: 21,
    tags: ["a", "b"],
  },
};

const RULE_FILES: readonly RuleFile[] = [
  {
    extension: "",
    seed: "# a comment\n[rule]\nname = 'A rule'\n",
    pieces: ["# ", "#", " ", "\n", "[", "]", "{", "}", "a", "=", ":", ",", "---", '"', "[rule]"],
  },
  {
    extension: ".toml",
    seed: '[metadata]\nmaturity = "production"\n[rule]\nname = "A rule"\nrule_id = "00000000-0000-4000-8000-000000000000"\ntype = "eql"\nquery = \'\'\'\nany where a.b == "x"\n\'\'\'\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n[[rule.threat.technique]]\nid = "T1059"\n',
    pieces: [
      "[rule]",
      "[[rule.threat]]",
      "[a.b.c]",
      " = ",
      "'''",
      '"""',
      "{",
      "}",
      "[",
      "]",
      ",",
      "1979-05-27T07:32:00Z",
      "0x1f",
      "1_000",
      "inf",
      "nan",
      "true",
      "\\u00e9",
      "\\",
      "#",
      '"a"."b"',
      "\n",
      "__proto__",
      "constructor",
    ],
  },
  {
    extension: ".json",
    seed: JSON.stringify(RULE, undefined, 2),
    pieces: ["{", "}", "[", "]", ":", ",", '"__proto__":', '"a"', "1e999", "-0", "null", "true", "\\ud800", "\n"],
  },
  {
    extension: ".ndjson",
    seed: `${JSON.stringify(RULE)}\n${JSON.stringify({ exported_count: 1 })}\n`,
    pieces: ["{", "}", "[", "]", ":", ",", "\n", "\r\n", '"a"', "null", "{}"],
  },
  {
    extension: ".yaml",
    seed: "rule:\n  name: A rule\n  type: eql\n  query: |\n    any where true\n  tags: [a, b]\n",
    pieces: [
      "- ",
      ": ",
      "|",
      ">",
      "&a ",
      "*a",
      "<<: *a",
      "!!str ",
      "---",
      "...",
      "? ",
      "{",
      "}",
      "[",
      "]",
      "#",
      "\n",
      "  ",
      "%YAML 1.2",
      "'",
      '"',
    ],
  },
];
