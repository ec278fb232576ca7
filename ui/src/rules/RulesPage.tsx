import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { RuleRow } from "../../../src/server/wire/rules.ts";
import { useRules } from "../api/rules.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert } from "../parts/format.ts";
import { Loading } from "../parts/Loading.tsx";
import { useKeys } from "../shell/keys.ts";
import { RuleLine } from "./RuleLine.tsx";
import { RULE_SORTS, type RuleSort, type RulesSearch } from "./search.ts";

const ROW = 46;
const RANKS = { critical: 0, high: 1, medium: 2, low: 3 };
const HEALTHS = ["running", "no data", "faulty", "unsupported", "disabled"] as const;

const ORDERS: Readonly<Record<RuleSort, (a: RuleRow, b: RuleRow) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name),
  severity: (a, b) => RANKS[a.severity] - RANKS[b.severity] || b.risk - a.risk,
  alerts: (a, b) => b.alerts24h - a.alerts24h,
  noise: (a, b) => b.alertsPerDay - a.alertsPerDay,
  cost: (a, b) => b.costMs - a.costMs,
};

/** Every rule, with how it does. */
export function RulesPage() {
  const search = useSearch({ from: "/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const { data, error } = useRules();
  const box = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLInputElement>(null);
  const rules = useMemo(() => select(data?.rules ?? [], search), [data, search]);
  const dearest = Math.max(...(data?.rules ?? []).map(({ costMs }) => costMs));
  const list = useVirtualizer({ count: rules.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12 });
  const change = (next: { readonly [Name in keyof RulesSearch]?: RulesSearch[Name] | undefined }): void =>
    void navigate({
      search: Object.fromEntries(
        Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined && value !== ""),
      ) as RulesSearch,
      replace: true,
    });
  useKeys({ "/": () => text.current?.focus() });
  return (
    <section className="rules">
      <header className="row">
        <h1>Rules</h1>
        <input
          ref={text}
          type="search"
          placeholder="Name, tag, technique or type"
          aria-label="Name, tag, technique or type"
          value={search.text ?? ""}
          onChange={(event) => change({ text: event.target.value })}
        />
        <select aria-label="Health" value={search.health ?? ""} onChange={(event) => change({ health: event.target.value })}>
          <option value="">any health</option>
          {HEALTHS.map((health) => (
            <option key={health}>{health}</option>
          ))}
        </select>
        <select aria-label="Order" value={search.sort ?? "name"} onChange={(event) => change({ sort: event.target.value as RuleSort })}>
          {RULE_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              by {sort}
            </option>
          ))}
        </select>
        {search.technique !== undefined && (
          <button type="button" className="chip" onClick={() => change({ technique: undefined })}>
            {inert(search.technique)} ×
          </button>
        )}
        <Link to="/rules/new" className="button primary">
          New rule
        </Link>
      </header>
      <p className="count">
        {data && (
          <>
            <b>{count(rules.length)}</b> of {count(data.rules.length)} rules
          </>
        )}
      </p>
      <Fault error={error} />
      <div className="rule-head" aria-hidden="true">
        <span>On</span>
        <span>Rule</span>
        <span>Health</span>
        <span className="n">24 h</span>
        <span className="n">Per day</span>
        <span className="n">Cost</span>
        <span>Last alert</span>
      </div>
      {!data && !error && <Loading what="rules" />}
      {data && rules.length === 0 && <p className="nothing">No rule fits.</p>}
      <div className="list-body" ref={box} role="list" aria-label="Rules" tabIndex={0}>
        <div style={{ height: list.getTotalSize(), position: "relative" }}>
          {list.getVirtualItems().map(({ index, start }) => {
            const rule = rules[index];
            return (
              rule && (
                <div key={rule.id} role="listitem" className="slot" style={{ transform: `translateY(${start}px)`, height: ROW }}>
                  <RuleLine rule={rule} dearest={dearest} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}

function select(rules: readonly RuleRow[], { text = "", health, technique, sort = "name" }: RulesSearch): readonly RuleRow[] {
  const words = text.toLowerCase().split(/\s+/);
  const fits = (rule: RuleRow): boolean => {
    if (health !== undefined && rule.health !== health) return false;
    if (technique !== undefined && !rule.techniques.some((id) => id === technique || id.startsWith(`${technique}.`))) return false;
    const all = [rule.name, rule.type, rule.language ?? "", rule.id, ...rule.tags, ...rule.techniques].join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return rules.filter(fits).sort(ORDERS[sort]);
}
