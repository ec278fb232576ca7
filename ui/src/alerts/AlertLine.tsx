import { memo } from "react";
import type { AlertRow } from "../../../src/server/wire/alerts.ts";
import { ago, inert, time } from "../parts/format.ts";

interface Props {
  readonly alert: AlertRow;
  readonly current: boolean;
  readonly open: boolean;
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly onChoose: () => void;
}

export const AlertLine = memo(function AlertLine({ alert, current, open, chosen, onOpen, onChoose }: Props) {
  const { severity, ruleName, host, user, process, status, time: at, reason, risk, suppressed, notes } = alert;
  // An alert's own time is the end of its slot: of one of several events, when it was made says more.
  const happened = alert.eventTime ?? (alert.detected < at ? alert.detected : at);
  return (
    <div className={`alert-line ${severity}`} data-current={current} data-open={open} data-status={status}>
      <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={`Choose ${inert(ruleName)}`} />
      <button type="button" className="alert-open" onClick={onOpen} aria-expanded={open}>
        <span className="first">
          <span className="severity">{severity}</span>
          <strong>{inert(ruleName)}</strong>
          {status !== "open" && <span className="chip">{status}</span>}
          {suppressed > 0 && <span className="chip">+{suppressed}</span>}
          {notes > 0 && <span className="chip">{notes === 1 ? "1 note" : `${notes} notes`}</span>}
          {alert.assignees.map((name) => (
            <span key={name} className="chip">
              {inert(name)}
            </span>
          ))}
        </span>
        <span className="second">
          {[host, user, process]
            .filter((part) => part !== null)
            .map((part) => inert(part))
            .join(" · ") || inert(reason)}
        </span>
      </button>
      <span className="risk" title="Risk score">
        {risk}
      </span>
      <time dateTime={happened} title={`${time(happened)} UTC; the alert's own time is ${time(at)}`}>
        <span className="moment">
          {time(happened)}
          <br />
        </span>
        <span className="dim">{ago(happened)}</span>
      </time>
    </div>
  );
});
