import { time } from "./format.ts";

/** A span of time that the person chose: fixed, or the last so many hours. */
export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

const PRESETS: readonly (readonly [label: string, hours: number])[] = [
  ["15 min", 0.25],
  ["1 h", 1],
  ["24 h", 24],
  ["7 d", 168],
  ["30 d", 720],
];

const shortTime = (iso: string | undefined, open: string): string => (iso === undefined ? open : time(iso).slice(0, 16));
const local = (iso: string | undefined): string => iso?.slice(0, 16) ?? "";
const iso = (written: string): string | undefined => (written === "" ? undefined : new Date(`${written}Z`).toISOString());

/** Times in UTC. */
export function Range({ range, onChange }: { readonly range: TimeRange; readonly onChange: (range: TimeRange) => void }) {
  const set = (part: "from" | "to") => (event: React.ChangeEvent<HTMLInputElement>) => {
    const { [part]: _, ...rest } = range;
    const value = iso(event.target.value);
    onChange(value === undefined ? rest : { ...rest, [part]: value });
  };
  return (
    <div className="range" role="group" aria-label="Time">
      {PRESETS.map(([label, hours]) => (
        <button key={label} type="button" onClick={() => onChange({ from: new Date(Date.now() - hours * 3_600_000).toISOString() })}>
          {label}
        </button>
      ))}
      <details className="menu">
        <summary>
          {range.from === undefined && range.to === undefined
            ? "any time"
            : `${shortTime(range.from, "the beginning")} – ${shortTime(range.to, "now")}`}
        </summary>
        <div className="menu-body">
          <label>
            From (UTC) <input type="datetime-local" value={local(range.from)} onChange={set("from")} />
          </label>
          <label>
            To (UTC) <input type="datetime-local" value={local(range.to)} onChange={set("to")} />
          </label>
          <button type="button" onClick={() => onChange({})}>
            Any time
          </button>
        </div>
      </details>
    </div>
  );
}
