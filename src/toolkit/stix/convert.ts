import type { EventDocument } from "../../event/origin.ts";
import { ORIGIN, originOf } from "../../event/origin.ts";
import type { Code, Severity } from "../../diagnostics/index.ts";
import { sourceName } from "../../formats/source-name.ts";
import type { ProblemLog } from "../../formats/input/problems.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import { alternativesOf, type StixAlternatives } from "./alternatives.ts";
import { createStixContext } from "./context.ts";
import { type Described, describe, threatDocument } from "./document.ts";
import { type StixObject, stixObjects, textOf } from "./object.ts";
import { factsOf } from "./observable-facts.ts";
import { parsePattern } from "./pattern.ts";

/** Reads STIX out of records: one reader for a whole feed, since objects refer to one another. */
export interface StixReader {
  /** The indicators of a record as ECS threat documents; undefined where it is not STIX. */
  read(record: EventDocument): readonly IndicatorDocument[] | undefined;
}

type Report = (code: Code, severity: Severity, message: string, kind?: string) => void;

/** @param now epoch milliseconds: `@timestamp` of objects that have no time of their own */
export function createStixReader(problems: ProblemLog, now: number | undefined): StixReader {
  const context = createStixContext();

  const convert = (object: StixObject, report: Report): readonly IndicatorDocument[] => {
    if (object["revoked"] === true) report("T7205", "info", `${object.id} is revoked`);
    else if (context.isReplaced(object)) report("T7205", "info", `${object.id} is replaced by a later version`);
    else return describeObject(object, report).map((described) => threatDocument(object, described, context, now));
    return [];
  };

  return {
    read: (record) => {
      const objects = stixObjects(record);
      if (!objects) return undefined;
      for (const object of objects) context.note(object);
      const report = reportAt(record, problems);
      const documents = objects.flatMap((object) => convert(object, report));
      const origin = originOf(record);
      if (origin) for (const document of documents) document[ORIGIN] = origin;
      return documents;
    },
  };
}

function describeObject(object: StixObject, report: Report): readonly Described[] {
  if (object.type === "indicator") return describeIndicator(object, report);
  const described = describe(factsOf(object));
  return described ? [described] : [];
}

function describeIndicator(object: StixObject, report: Report): readonly Described[] {
  const { id, pattern } = object;
  // STIX 2.0 has no other languages and names none.
  const language = textOf(object["pattern_type"]) ?? "stix";
  if (language !== "stix") {
    report("T7202", "warning", `${id} has a pattern of type \`${language}\``, `${language} pattern`);
    return [];
  }
  const parsed = parsePattern(typeof pattern === "string" ? pattern : "");
  if ("fault" in parsed) {
    report("T7201", "warning", `the pattern of ${id} is broken at character ${parsed.fault.offset + 1}: ${parsed.fault.message}`);
    return [];
  }
  return describeAlternatives(id, alternativesOf(parsed.pattern), report);
}

function describeAlternatives(id: string, { alternatives, dropped, cut }: StixAlternatives, report: Report): readonly Described[] {
  const described = alternatives.map(describe).filter((each) => each !== undefined);
  const missing = alternatives.length - described.length;
  if (described.length === 0) report("T7203", "warning", `the pattern of ${id} has no value that an event's field could equal`);
  else if (dropped > 0 || missing > 0 || described.some(({ unknown }) => unknown > 0)) {
    report("T7204", "info", `the pattern of ${id} has comparisons that cannot be looked up`);
  }
  if (cut) report("T7206", "warning", `the pattern of ${id} stands for too many alternatives`);
  return described;
}

function reportAt(record: EventDocument, problems: ProblemLog): Report {
  const origin = originOf(record);
  const place = origin && { file: sourceName(origin.stream.file, origin.stream.memberName), line: origin.line };
  return (code, severity, message, kind) => problems.report(code, severity, () => ({ message, ...place }), kind);
}
