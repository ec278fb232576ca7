import { Link } from "@tanstack/react-router";
import type { AlertDetail } from "../../../src/server/wire/alerts.ts";
import { inert, time } from "../parts/format.ts";

/** Alerts of the same host or user near it in time. */
export function RelatedTab({ detail: { related } }: { readonly detail: AlertDetail }) {
  if (related.length === 0) return <p className="dim">No other alert shares its host or user around that time.</p>;
  return (
    <ul className="related">
      {related.map((alert) => (
        <li key={alert.id} className={alert.severity}>
          <Link from="/alerts" to="/alerts" search={(search) => ({ ...search, alert: alert.id })}>
            <span className="severity">{alert.severity}</span> {inert(alert.ruleName)}
          </Link>
          <span className="dim">
            {" "}
            {time(alert.time)} {inert([alert.host, alert.user].filter((part) => part !== null).join(" · "))}
          </span>
        </li>
      ))}
    </ul>
  );
}
