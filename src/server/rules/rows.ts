import { createIndexRouter } from "../../engine/index-router.ts";
import { cleanIndexName } from "../../event/index-name.ts";
import { formatTime } from "../../event/time.ts";
import { threatsOf } from "../../store/alert-row.ts";
import type { RuleNoise } from "../../store/alert-search.ts";
import { ledgerStore } from "../../store/ledger.ts";
import { sourceStore } from "../../store/sources.ts";
import type { Service } from "../service.ts";
import type { RuleRow } from "../wire/rules.ts";
import type { CatalogRule } from "./catalog.ts";

const WEEK_DAYS = 7;

/** What is known of all rules at the moment, looked up once for a list. */
interface RuleFacts {
  readonly stats: ReadonlyMap<string, { readonly ms: number }>;
  readonly totalMs: number;
  readonly fates: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly noise: ReadonlyMap<string, RuleNoise>;
  readonly unsupported: ReadonlyMap<string, string>;
  /** Ids of rules whose index patterns take something that has arrived. */
  readonly fed: ReadonlySet<string>;
  readonly isKnown: boolean;
}

/** The rules as the pages list them: how they are, what they cost, how noisy they are. */
export function ruleRows(rules: readonly CatalogRule[], service: Service): readonly RuleRow[] {
  const facts = gather(service);
  return rules.map((rule) => ruleRow(rule, facts));
}

function gather(service: Service): RuleFacts {
  const stats = service.stats?.engine.rules ?? [];
  const fates = new Map<string, Record<string, number>>();
  for (const { rule_id: id, fate, count } of ledgerStore(service.database).counts()) {
    const counts = fates.get(id) ?? {};
    counts[fate] = (counts[fate] ?? 0) + count;
    fates.set(id, counts);
  }
  return {
    stats: new Map(stats.map((each) => [each.rule_id, each])),
    totalMs: stats.reduce((sum, { ms }) => sum + ms, 0),
    fates,
    noise: service.alerts.noise(Date.now()),
    unsupported: new Map(service.rulesSummary?.unsupported.map(({ ruleId, reason }) => [ruleId, reason])),
    fed: fedRules(service),
    isKnown: service.rulesSummary !== undefined,
  };
}

function fedRules(service: Service): ReadonlySet<string> {
  const { active } = service.catalog;
  const router = createIndexRouter(active.map((rule) => rule.index ?? ["*"]));
  const fed = new Set<string>();
  for (const index of new Set(
    sourceStore(service.database)
      .all()
      .map((source) => cleanIndexName(source.index)),
  ))
    router.rulesFor(index === "" ? undefined : index).accepts.forEach((takes, number) => {
      const rule = active[number];
      if (takes && rule) fed.add(rule.id);
    });
  return fed;
}

function ruleRow(entry: CatalogRule, facts: RuleFacts): RuleRow {
  const { rule } = entry;
  const { tactics, techniques } = threatsOf(rule.params["threat"]);
  const fates = facts.fates.get(rule.id) ?? {};
  const noise = facts.noise.get(rule.id);
  const costMs = facts.stats.get(rule.id)?.ms ?? 0;
  return {
    id: rule.id,
    name: rule.name,
    type: rule.type,
    language: rule.query?.language ?? null,
    severity: rule.severity,
    risk: rule.riskScore,
    enabled: rule.state === "active",
    ...healthOf(entry, facts),
    tags: rule.tags,
    techniques: [...tactics, ...techniques],
    alerts24h: noise?.day ?? 0,
    alertsPerDay: Math.round(((noise?.week ?? 0) / WEEK_DAYS) * 10) / 10,
    matches: Object.values(fates).reduce((sum, count) => sum + count, 0),
    suppressed: fates["suppressed"] ?? 0,
    excepted: fates["excepted"] ?? 0,
    costMs: Math.round(costMs * 10) / 10,
    costShare: facts.totalMs > 0 ? costMs / facts.totalMs : 0,
    lastAlert: noise !== undefined && noise.last > 0 ? formatTime(noise.last) : null,
  };
}

function healthOf({ rule }: CatalogRule, facts: RuleFacts): Pick<RuleRow, "health" | "healthText"> {
  if (rule.state !== "active") return { health: "disabled", healthText: `it is ${rule.state}` };
  const reason = facts.unsupported.get(rule.id);
  if (reason !== undefined) return { health: "unsupported", healthText: reason };
  if (facts.isKnown && facts.stats.size > 0 && !facts.stats.has(rule.id))
    return { health: "faulty", healthText: "it has an error and does not run" };
  if (!facts.fed.has(rule.id)) return { health: "no data", healthText: `nothing has come for ${rule.index?.join(", ") ?? "its indices"}` };
  return { health: "running", healthText: "" };
}

/** What became of a rule's matches, since the data folder was made. */
export function fatesOf(id: string, service: Service): Readonly<Record<string, number>> {
  return gather(service).fates.get(id) ?? {};
}
