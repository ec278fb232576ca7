import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AttackCell } from "../../../src/server/wire/rules.ts";
import { useAttack } from "../api/rules.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert } from "../parts/format.ts";
import { Loading } from "../parts/Loading.tsx";

const LAYERS = {
  hits: { title: "Alerts of 7 days", value: (cell: AttackCell) => cell.alerts },
  coverage: { title: "Rules that run", value: (cell: AttackCell) => cell.rules },
  readiness: { title: "Rules whose data arrive", value: (cell: AttackCell) => cell.ready },
};
type Layer = keyof typeof LAYERS;

/** Steps of colour. */
const STEPS = 4;

/** ATT&CK as the rules name it: where there are rules, data and hits. */
export function AttackPage() {
  const { data, error } = useAttack();
  const [layer, setLayer] = useState<Layer>("hits");
  const { value } = LAYERS[layer];
  const most = Math.max(1, ...(data?.tactics ?? []).flatMap(({ techniques }) => techniques.map(value)));
  const step = (cell: AttackCell): number => (value(cell) === 0 ? 0 : Math.ceil((Math.log1p(value(cell)) / Math.log1p(most)) * STEPS));
  return (
    <section className="page attack">
      <header className="row">
        <h1>MITRE ATT&amp;CK</h1>
        <div className="row" role="group" aria-label="What is shown">
          {(Object.keys(LAYERS) as Layer[]).map((name) => (
            <button key={name} type="button" aria-pressed={layer === name} onClick={() => setLayer(name)}>
              {LAYERS[name].title}
            </button>
          ))}
        </div>
      </header>
      <Fault error={error} />
      {!data && !error && <Loading what="the matrix" />}
      <p className="legend" aria-hidden="true">
        none
        {Array.from({ length: STEPS + 1 }, (_, i) => (
          <i key={i} className={layer} data-step={i} />
        ))}
        {count(most)}
      </p>
      <div className="wide">
        <div className="matrix">
          {(data?.tactics ?? []).map((tactic) => (
            <section key={tactic.id} aria-label={inert(tactic.name)}>
              <h2>
                {inert(tactic.name)} <span className="dim">{tactic.techniques.length}</span>
              </h2>
              <ul>
                {tactic.techniques.map((cell) => (
                  <li key={cell.id} data-step={step(cell)} data-sub={cell.id.includes(".")} className={layer}>
                    <Link
                      to={layer === "hits" && cell.alerts > 0 ? "/alerts" : "/rules"}
                      search={layer === "hits" && cell.alerts > 0 ? { technique: [cell.id] } : ({ technique: cell.id } as never)}
                      title={`${cell.id}: ${cell.rules} rules, ${cell.ready} with data, ${cell.alerts} alerts`}
                    >
                      {inert(cell.name)}
                      <span className="n">{value(cell) > 0 && count(value(cell))}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </section>
  );
}
