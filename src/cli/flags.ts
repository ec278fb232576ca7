import type { Command } from "commander";

/** A command-line flag; the configuration file has a key of the same name. */
export interface Flag {
  readonly name: string;
  /** Shown name of its value; a flag without one is a switch. */
  readonly value?: string;
  /** May be given several times; each occurrence takes one value. */
  readonly repeatable?: true;
  readonly kind?: "text" | "count";
  readonly help: string;
  readonly choices?: readonly string[];
  /** May stand alone or as `--name=value`, never as `--name value`. */
  readonly optionalValue?: true;
}

const SEVERITY_CHOICES = ["low", "medium", "high", "critical"] as const;

/** Every flag of every command; a command names those it takes. */
// biome-ignore format: table
export const FLAGS = [
  { name: "rules", value: "PATH", repeatable: true, help: "rule file, folder or glob (default: the rules shipped with Tocsin)" },
  { name: "rule", value: "ID|NAME", repeatable: true, help: "only rules with this id or name (`*` is a wildcard)" },
  { name: "severity", value: "SEVERITY", repeatable: true, choices: SEVERITY_CHOICES, help: "only rules of this severity" },
  { name: "tag", value: "TAG", repeatable: true, help: "only rules with this tag (`*` is a wildcard)" },
  { name: "type", value: "TYPE", repeatable: true, help: "only rules of this type (eql, query, threshold, …)" },
  { name: "include-inactive", help: "also run deprecated, development and disabled rules" },
  { name: "exceptions", value: "PATH", repeatable: true, help: "exception lists: detection-rules TOML or Kibana exports" },
  { name: "indicators", value: "PATH", repeatable: true, help: "threat indicators: ECS documents or STIX 2.1" },
  { name: "value-lists", value: "PATH", repeatable: true, help: "value lists that exceptions name: a folder or files" },
  { name: "lookup", value: "NAME=FILE", repeatable: true, help: "rows that ES|QL's LOOKUP JOIN NAME reads" },
  { name: "enrich", value: "NAME=FILE", repeatable: true, help: "rows that ES|QL's ENRICH NAME reads; their first field is compared" },
  { name: "history", value: "PATH", repeatable: true, help: "events of the time before, which new-terms rules count as seen" },
  { name: "anomalies", value: "PATH", repeatable: true, help: "anomaly records, which machine-learning rules read" },
  { name: "ml-jobs", value: "PATH", repeatable: true, help: "machine-learning jobs of your own, beside or instead of the shipped ones" },
  { name: "format", value: "NAME", help: "take the input for this format or log instead of sniffing it (see `tocsin formats`)" },
  { name: "mapping", value: "FILE", repeatable: true, help: "mapping of a CSV or JSON log of your own to ECS (TOML, see docs/integrations.md)" },
  { name: "index", value: "NAME", help: "index of events that do not name their own" },
  { name: "since", value: "TIME", help: "only events at or after this time (ISO 8601)" },
  { name: "until", value: "TIME", help: "only events before this time (ISO 8601)" },
  { name: "schema", value: "FILE", repeatable: true, help: "field types of your own (JSON or YAML: `field: type`, or a mapping)" },
  { name: "output", value: "FORMAT", choices: ["table", "ndjson", "json"], help: "how results are written (default table)" },
  { name: "out", value: "FILE", help: "write results to a file instead of standard output" },
  { name: "full", help: "keep the long texts of the rule in each alert; in a table, list every alert" },
  { name: "building-blocks", help: "show building-block alerts too" },
  { name: "max-signals", value: "N|none", help: "alerts per rule and slot, instead of each rule's own limit" },
  { name: "lateness", value: "DURATION", help: "judge sequences while reading, waiting this long for late events (default: at the end of input)" },
  { name: "jobs", value: "N", kind: "count", help: "threads that read and match events (default 1); the alerts are the same" },
  { name: "report", value: "FILE", help: "write a report to hand over: one HTML file without scripts" },
  { name: "ledger", value: "FILE", help: "write what became of each match, one JSON object a line" },
  { name: "stats", value: "FILE", optionalValue: true, help: "print statistics by rule; with =FILE write them as JSON" },
  { name: "strict", help: "faults of rules and unknown fields end the command with exit code 2" },
  { name: "fail-on", value: "SEVERITY", choices: SEVERITY_CHOICES, help: "exit code 3 when an alert of at least this severity rings" },
  { name: "fields", value: "A,B,…", help: "only these fields of the results, as columns" },
  { name: "limit", value: "N", kind: "count", help: "at most this many results" },
  { name: "navigator", value: "FILE", help: "write the coverage of ATT&CK techniques as a layer for the Navigator" },
  { name: "junit", value: "FILE", help: "write the results as JUnit XML too" },
  { name: "watch", help: "run again what changes, until Ctrl-C" },
  { name: "all", help: "explain every event, not only those that match and the nearest misses" },
  { name: "plan", help: "print tokens, syntax tree, plan and index keys of the query" },
  { name: "event-category-field", value: "FIELD", help: "EQL's event category field (default event.category)" },
  { name: "timestamp-field", value: "FIELD", help: "field that orders events (default @timestamp)" },
  { name: "tiebreaker-field", value: "FIELD", help: "field that orders events of equal time" },
  { name: "follow", help: "go on reading log files as they grow, across rotation, until Ctrl-C" },
  { name: "data", value: "DIR", help: "the one place of state (`serve`: default tocsin-data)" },
  { name: "host", value: "ADDRESS", help: "address to listen on (default 127.0.0.1: this machine alone)" },
  { name: "port", value: "N", kind: "count", help: "port to listen on (default 9200, Elasticsearch's; 0: any that is free)" },
  { name: "tls-cert", value: "FILE", help: "certificate chain (PEM): speak https" },
  { name: "tls-key", value: "FILE", help: "its private key (PEM)" },
  { name: "retention", value: "DURATION", help: "how long events and alerts are kept (default 30d)" },
  { name: "retention-size", value: "SIZE", help: "most disk space for events, such as 50gb (the default)" },
  { name: "backlog", value: "N", kind: "count", help: "events that may wait to be judged before shippers are told to wait (default 200000)" },
  { name: "no-auth", help: "no authentication: whoever reaches the address is an admin" },
  { name: "json-logs", help: "logs as one JSON object a line, at a terminal too" },
  { name: "config", value: "FILE", help: "configuration file (default: tocsin.toml in this folder)" },
] as const satisfies readonly Flag[];

export type FlagName = (typeof FLAGS)[number]["name"];

/** What a run of rules over events is told of both. */
// biome-ignore format: table
export const RUN_FLAGS = [
  "format", "mapping", "index", "since", "until", "schema", "exceptions", "value-lists", "indicators", "history",
  "anomalies", "lookup", "enrich", "ml-jobs", "max-signals",
] as const satisfies readonly FlagName[];

/** What a command was told, from flags and configuration file: by flag name. */
export type Settings = { readonly [name in FlagName]?: string | readonly string[] | number | boolean };

/** The flags of these names, in the table's order. */
export const flagsNamed = (names: readonly FlagName[]): readonly Flag[] => FLAGS.filter((flag) => names.includes(flag.name));

/** What a flag does where that is not what the table says: by flag name. */
export type FlagWords = { readonly [name in FlagName]?: string };

export function addFlags(command: Command, names: readonly FlagName[], words: FlagWords = {}): Command {
  for (const flag of flagsNamed(names)) addFlag(command, flag, words[flag.name as FlagName] ?? flag.help);
  return command;
}

function addFlag(command: Command, flag: Flag, help: string): void {
  const short = flag.name === "out" ? "-o, " : "";
  const option = command.createOption(`${short}--${flag.name}${valueText(flag)}`, help);
  if (flag.choices) option.choices([...flag.choices]);
  if (flag.repeatable) collect(option, flag);
  command.addOption(option);
}

function valueText(flag: Flag): string {
  if (flag.value === undefined) return "";
  return flag.optionalValue ? ` [${flag.value}]` : ` <${flag.value}>`;
}

/** Keeps every occurrence, checking choices as commander's own parser would. */
function collect(option: ReturnType<Command["createOption"]>, flag: Flag): void {
  const check = option.parseArg;
  option.argParser((value: string, earlier: string[] | undefined) => {
    if (flag.choices) check?.(value, "");
    return [...(earlier ?? []), value];
  });
}
