import type { AlertFilter } from "../../../src/server/wire/alerts.ts";
import { useAlertGroups } from "../api/alerts.ts";
import { Fault } from "../parts/Fault.tsx";
import { ago, count, inert } from "../parts/format.ts";
import { Loading } from "../parts/Loading.tsx";
import { type AlertsSearch, type changed, type GroupBy, SEVERITIES } from "./search.ts";

interface Props {
  readonly by: GroupBy;
  readonly filter: AlertFilter;
  readonly search: AlertsSearch;
  readonly onChange: (change: Parameters<typeof changed>[1]) => void;
}

/** Of its cell, in percent: the count stands beside it. */
const LONGEST_BAR = 70;

/** Alerts counted by a field; a group opens as a filtered list. */
export function AlertGroupsView({ by, filter, onChange }: Props) {
  const { data, error, isPending } = useAlertGroups(filter, by);
  const most = Math.max(1, ...(data?.groups ?? []).map((group) => group.count));
  return (
    <div className="groups">
      <Fault error={error} />
      {isPending && <Loading what="groups" />}
      {data?.groups.length === 0 && <p className="nothing">No alert that fits has a {by}.</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{by}</th>
            <th scope="col">Alerts</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {(data?.groups ?? []).map((group) => (
            <tr key={group.value}>
              <td>
                <button type="button" className="plain label" onClick={() => onChange({ [by]: [group.value], group: undefined })}>
                  {inert(group.label)}
                </button>
              </td>
              <td className="share">
                <span className="stack" style={{ width: `${Math.max(0.5, (group.count / most) * LONGEST_BAR)}%` }} aria-hidden="true">
                  {SEVERITIES.map((severity) => (
                    <span key={severity} className={severity} style={{ flexGrow: group.bySeverity[severity] ?? 0 }} />
                  ))}
                </span>
                {count(group.count)}
              </td>
              <td className="when">{ago(group.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
