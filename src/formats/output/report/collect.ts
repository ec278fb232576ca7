import type { JsonObject } from "../../../event/json.ts";
import { isBuildingBlock } from "../alert-row.ts";
import type { AlertRow } from "../alert-row.ts";
import { rowOf, type KeptAlert } from "./kept-alert.ts";
import { readRuleText, type RuleText } from "./rule-text.ts";
import { createShownAlerts, SHOW_LIMITS, type ShowLimits } from "./shown-alerts.ts";
import { createTallies, noCounts, type SeverityCounts, type Tallies } from "./tally.ts";
import { createTimeBins, type TimeBins } from "./time-bins.ts";

/** All that the page needs of the alerts, in flat memory. */
export interface Collected {
  readonly counts: SeverityCounts;
  readonly buildingBlocks: number;
  /** By the rule's id. */
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly byRule: Tallies;
  readonly byHost: Tallies;
  readonly byUser: Tallies;
  readonly times: TimeBins;
  readonly whole: readonly KeptAlert[];
  readonly lines: readonly AlertRow[];
  /** Alerts that are in the counts only. */
  readonly dropped: number;
  /** Alerts whose event has no readable time. */
  readonly timeless: number;
}

export interface Collector {
  add(alert: JsonObject): void;
  collected(): Collected;
}

/** Lanes of the timeline that are counted apart; the alerts of more hosts share one. */
const MAX_LANES = 500;

export function createCollector(limits: ShowLimits = SHOW_LIMITS): Collector {
  const counts = noCounts();
  const rules = new Map<string, RuleText>();
  const lanes = new Set<string>();
  const [byRule, byHost, byUser] = [createTallies(), createTallies(), createTallies()];
  const times = createTimeBins();
  const shown = createShownAlerts(limits);
  let buildingBlocks = 0;
  let timeless = 0;

  const ruleOf = (alert: JsonObject, key: string): RuleText => {
    const rule = rules.get(key) ?? readRuleText(alert, rules.size);
    rules.set(key, rule);
    return rule;
  };

  const laneOf = (host: string): string => {
    if (lanes.size >= MAX_LANES && !lanes.has(host)) return "";
    lanes.add(host);
    return host;
  };

  const addAlert = (alert: JsonObject): void => {
    const row = rowOf(alert);
    const { severity, time } = row;
    counts[severity]++;
    shown.add(alert, row, ruleOf(alert, row.ruleKey));
    byRule.add(row.ruleKey, severity, time);
    if (row.host !== "") byHost.add(row.host, severity, time);
    if (row.user !== "") byUser.add(row.user, severity, time);
    if (time === undefined) timeless++;
    else times.add(laneOf(row.host), time, severity);
  };

  return {
    add(alert) {
      if (!isBuildingBlock(alert)) {
        addAlert(alert);
        return;
      }
      buildingBlocks++;
      shown.addMember(alert);
    },
    collected: () => ({
      counts,
      buildingBlocks,
      rules,
      byRule,
      byHost,
      byUser,
      times,
      timeless,
      whole: shown.whole(),
      lines: shown.lines(),
      dropped: shown.dropped,
    }),
  };
}
