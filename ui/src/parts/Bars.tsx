import { useRef, useState } from "react";
import type { Histogram } from "../../../src/server/wire/alerts.ts";
import { count, time } from "./format.ts";

const HEIGHT = 56;
/** Bottom to top. */
const ORDER = ["low", "medium", "high", "critical"];

/** Counts over time, one colour a series; dragging over it chooses a span. */
export function Bars(props: {
  readonly histogram: Histogram;
  readonly label: string;
  readonly onSpan?: (from: string, to: string) => void;
}) {
  const { histogram, label, onSpan } = props;
  const { times, binMs } = histogram;
  const series = [...histogram.series].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<readonly [number, number]>();
  const totals = times.map((_, i) => series.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0));
  const most = Math.max(1, ...totals);
  if (times.length === 0) return <div className="bars empty" />;
  const binAt = (event: React.PointerEvent): number => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    return Math.max(0, Math.min(times.length - 1, Math.floor(((event.clientX - left) / width) * times.length)));
  };
  const choose = (): void => {
    if (!drag) return;
    const [a, b] = [Math.min(...drag), Math.max(...drag)];
    setDrag(undefined);
    onSpan?.(times[a] ?? "", new Date(Date.parse(times[b] ?? "") + binMs).toISOString());
  };
  return (
    <figure className="bars">
      <svg
        ref={box}
        viewBox={`0 0 ${times.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${count(totals.reduce((a, b) => a + b, 0))} from ${time(times[0] ?? null)} to ${time(times.at(-1) ?? null)}`}
        onPointerDown={(event) => onSpan && setDrag([binAt(event), binAt(event)])}
        onPointerMove={(event) => drag && setDrag([drag[0], binAt(event)])}
        onPointerUp={choose}
      >
        {times.map((start, i) => {
          let top = HEIGHT;
          return (
            <g key={start}>
              <title>{`${time(start)}: ${count(totals[i] ?? 0)}`}</title>
              <rect x={i} y={0} width={1} height={HEIGHT} className="hit" />
              {series.map(({ name, counts }) => {
                const height = ((counts[i] ?? 0) / most) * (HEIGHT - 2);
                top -= height;
                return <rect key={name} x={i + 0.08} y={top} width={0.84} height={height} className={`bar ${name}`} />;
              })}
            </g>
          );
        })}
        {drag && <rect className="chosen" x={Math.min(...drag)} y={0} width={Math.abs(drag[1] - drag[0]) + 1} height={HEIGHT} />}
      </svg>
      <figcaption>
        <span>{time(times[0] ?? null)}</span>
        <span>{time(times.at(-1) ?? null)}</span>
      </figcaption>
    </figure>
  );
}
