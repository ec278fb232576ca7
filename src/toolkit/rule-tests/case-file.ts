import { type Diagnostic, isError, type Source } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { joinPath } from "../../rules/read/places.ts";
import { readYamlValue } from "../../rules/read/yaml.ts";
import { CaseReader } from "./case-reader.ts";
import { type Bases, readBases } from "./events.ts";
import { readExpectation } from "./expectation.ts";
import type { CaseFile, RuleCase } from "./model.ts";
import { readEvents, readSchema, readSetting, SETTING_KEYS } from "./setting.ts";

/** Keys of a case file and of a case. */
const FILE_KEYS = ["rule", "rule_id", "schema", "base", "bases", ...SETTING_KEYS, "cases"] as const;
const CASE_KEYS = ["name", ...SETTING_KEYS, "events", "alerts", "silent"] as const;

export interface ReadCaseFile {
  /** Absent where nothing could be understood. Cases with an error are left out. */
  readonly file?: CaseFile;
  /** To point into the file later. */
  readonly reader: CaseReader;
  readonly problems: readonly Diagnostic[];
}

/** Understands a case file (`<rule>.test.yaml`): every fault is reported at its line. Never throws. */
export function readCaseFile(source: Source): ReadCaseFile {
  const { value, places, problems } = readYamlValue(source, "T1301");
  const reader = new CaseReader(source, places);
  reader.problems.push(...problems);
  if (value === undefined) return { reader, problems: reader.problems };
  const file = isJsonObject(value) ? readFile(reader, value) : undefined;
  if (!file) reader.fault("T1301", "", "a case file is an object with a list `cases`");
  return { ...(file && { file }), reader, problems: reader.problems };
}

function readFile(reader: CaseReader, content: JsonObject): CaseFile | undefined {
  reader.keys(content, "", FILE_KEYS, "a case file");
  const cases = reader.list(content["cases"], "cases");
  if (content["cases"] === undefined) reader.fault("T1301", "", "the file has no list `cases`");
  const bases = readBases(reader, content);
  readSetting(reader, content, content, "", bases);
  const rule = reader.text(content["rule"], "rule");
  const ruleId = reader.text(content["rule_id"], "rule_id");
  const schema = readSchema(reader, content["schema"]);
  const sound = !reader.problems.some(isError);
  const names = new Set<string>();
  const read = (cases ?? []).flatMap((entry, i) => readCase(reader, content, entry, joinPath("cases", i), bases, names));
  return {
    ...(rule !== undefined && { rule }),
    ...(ruleId !== undefined && { ruleId }),
    ...(schema && { schema }),
    // What is wrong with the file as a whole would show in every case of it.
    cases: sound ? read : [],
  };
}

/** One case; nothing where it has an error. */
function readCase(
  reader: CaseReader,
  content: JsonObject,
  value: Json,
  path: string,
  bases: Bases,
  names: Set<string>,
): readonly RuleCase[] {
  const before = reader.problems.length;
  const entry = reader.object(value, path);
  if (!entry) return [];
  reader.keys(entry, path, CASE_KEYS, "a case");
  const name = readName(reader, entry, path, names);
  const setting = readSetting(reader, content, entry, path, bases);
  const events = readEvents(reader, entry, path, bases, setting.clock);
  const expected = readExpectation(reader, entry, path);
  if (name === undefined || !expected || reader.problems.slice(before).some(isError)) return [];
  return [{ ...setting, name, path, events, expected }];
}

function readName(reader: CaseReader, entry: JsonObject, path: string, names: Set<string>): string | undefined {
  if (entry["name"] === undefined) reader.fault("T1303", path, "the case has no `name`", "say in a few words what is special about it");
  const name = reader.text(entry["name"], joinPath(path, "name"));
  if (name === undefined) return undefined;
  if (names.has(name)) reader.fault("T1314", joinPath(path, "name"), `there is a case \`${name}\` already`);
  names.add(name);
  return name;
}
