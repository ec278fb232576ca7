import { useState } from "react";
import { time } from "./format.ts";
import { Menu } from "./Menu.tsx";

/** A span of time that the person chose: dates, or date math such as `now-24h`, which goes on with the clock. */
export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

const PRESETS: readonly (readonly [label: string, from: string])[] = [
  ["15 min", "now-15m"],
  ["1 h", "now-1h"],
  ["24 h", "now-24h"],
  ["7 d", "now-7d"],
  ["30 d", "now-30d"],
];

const shortTime = (end: string | undefined, open: string): string =>
  end === undefined ? open : /^\d{4}-\d\d-\d\dT/.test(end) ? time(end).slice(0, 16) : end;

/** Times in UTC. */
export function Range({ range, onChange }: { readonly range: TimeRange; readonly onChange: (range: TimeRange) => void }) {
  const preset = range.to === undefined ? PRESETS.find(([, from]) => from === range.from) : undefined;
  const isOpen = range.from === undefined && range.to === undefined;
  return (
    <div className="range" role="group" aria-label="Time">
      <div className="segments">
        {PRESETS.map(([label, from]) => (
          <button key={label} type="button" aria-pressed={preset?.[1] === from} onClick={() => onChange({ from })}>
            {label}
          </button>
        ))}
      </div>
      <Menu
        title={
          isOpen
            ? "any time"
            : preset
              ? `the last ${preset[0]}`
              : `${shortTime(range.from, "the beginning")} – ${shortTime(range.to, "now")}`
        }
      >
        <Ends key={`${range.from ?? ""}|${range.to ?? ""}`} range={range} onChange={onChange} />
      </Menu>
    </div>
  );
}

function Ends({ range, onChange }: { readonly range: TimeRange; readonly onChange: (range: TimeRange) => void }) {
  const [from, setFrom] = useState(range.from ?? "");
  const [to, setTo] = useState(range.to ?? "");
  const apply = (): void => onChange({ ...(from.trim() !== "" && { from: from.trim() }), ...(to.trim() !== "" && { to: to.trim() }) });
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    // The form around it, where there is one, is another's.
    event.preventDefault();
    apply();
  };
  return (
    <>
      <label>
        From (UTC) <input value={from} placeholder="the beginning" onChange={(event) => setFrom(event.target.value)} onKeyDown={onKey} />
      </label>
      <label>
        To (UTC) <input value={to} placeholder="now" onChange={(event) => setTo(event.target.value)} onKeyDown={onKey} />
      </label>
      <p className="dim">2026-01-31T10:00, 2026-01-31, now-1h, now/d, 2026-01-31||+1d</p>
      <div className="row">
        <button type="button" className="primary" onClick={apply}>
          Apply
        </button>
        <button type="button" onClick={() => onChange({})}>
          Any time
        </button>
      </div>
    </>
  );
}
