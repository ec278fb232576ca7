import { Link } from "@tanstack/react-router";
import type { RuleRow } from "../../../src/server/wire/rules.ts";
import { useRuleActions } from "../api/rules.ts";
import { useMay } from "../api/session.ts";
import { ago, count, inert } from "../parts/format.ts";

/** @param dearest milliseconds of the rule that costs most */
export function RuleLine({ rule, dearest }: { readonly rule: RuleRow; readonly dearest: number }) {
  const { enable } = useRuleActions();
  const mayChange = useMay("admin");
  return (
    <div className={`rule-line ${rule.severity}`}>
      <input
        type="checkbox"
        role="switch"
        aria-label={`${inert(rule.name)} is on`}
        checked={rule.enabled}
        disabled={!mayChange || enable.isPending}
        onChange={(event) => enable.mutate({ id: rule.id, enabled: event.target.checked })}
      />
      <span className="what">
        <span className="severity">{rule.severity}</span>{" "}
        <Link to="/rules/$id" params={{ id: rule.id }}>
          {inert(rule.name)}
        </Link>{" "}
        <span className="dim">{rule.type}</span>
      </span>
      <span className={`health ${rule.health.replace(" ", "-")}`} title={inert(rule.healthText)}>
        {rule.health}
      </span>
      <span className="n">{count(rule.alerts24h)}</span>
      <span className="n">{count(rule.alertsPerDay)}</span>
      <span className="cost" title={`${(rule.costShare * 100).toFixed(1)} % of what all rules cost`}>
        {count(rule.costMs)} ms
        <span className="share">
          <span style={{ width: `${(100 * rule.costMs) / Math.max(1, dearest)}%` }} />
        </span>
      </span>
      <span className="dim seldom">{ago(rule.lastAlert)}</span>
    </div>
  );
}
