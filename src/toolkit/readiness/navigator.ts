import type { JsonObject } from "../../event/json.ts";
import type { CoverageReport } from "./coverage.ts";
import type { TechniqueCoverage } from "./techniques.ts";

/** What a technique scores by the best of its rules, 0 to 100. */
const SCORES: Readonly<Record<TechniqueCoverage["readiness"], number>> = {
  ready: 100,
  constants: 75,
  fields: 40,
  kind: 20,
  index: 0,
  not_run: 0,
};

/** A layer for the ATT&CK Navigator, in its format 4.5: each technique that a rule names, scored by the best of its rules. */
export function navigatorLayer({ techniques, events }: CoverageReport): JsonObject {
  return {
    name: "Readiness of detection rules",
    versions: { navigator: "5.1.0", layer: "4.5" },
    domain: "enterprise-attack",
    description: `What ${events} events could make of the rules: 100 every part of a rule was true for some event, 75 the fields are there, 40 a field is missing, 20 a kind of event, 0 the index`,
    sorting: 3,
    hideDisabled: false,
    techniques: techniques.map((technique) => ({
      techniqueID: technique.id,
      score: SCORES[technique.readiness],
      comment: commentOf(technique),
      enabled: true,
      showSubtechniques: false,
    })),
    gradient: { colors: ["#ff6666", "#ffe766", "#8ec843"], minValue: 0, maxValue: 100 },
    legendItems: [],
    showTacticRowBackground: false,
  };
}

const WORDS: Readonly<Record<TechniqueCoverage["readiness"], string>> = {
  ready: "ready",
  constants: "have their fields",
  fields: "miss a field",
  kind: "miss their kind of event",
  index: "miss their index",
  not_run: "are not run",
};

const commentOf = ({ rules }: TechniqueCoverage): string =>
  Object.entries(rules)
    .filter(([, count]) => count > 0)
    .map(([readiness, count]) => `${count} ${WORDS[readiness as TechniqueCoverage["readiness"]]}`)
    .join(", ");
