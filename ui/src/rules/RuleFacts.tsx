import { Link } from "@tanstack/react-router";
import type { RuleDetail } from "../../../src/server/wire/rules.ts";
import { ago, count, inert } from "../parts/format.ts";
import { Guide } from "../parts/Guide.tsx";

/** How the saved rule does, and what it says of itself. */
export function RuleFacts({ detail }: { readonly detail: RuleDetail }) {
  const { row, fates, exceptions, description, guide, index, file } = detail;
  return (
    <section className="facts" aria-label="The saved rule">
      <h2>How it does</h2>
      <dl>
        <Fact name="Health">
          <span className={`health ${row.health.replace(" ", "-")}`}>{row.health}</span> {inert(row.healthText)}
        </Fact>
        <Fact name="Alerts">
          <Link to="/alerts" search={{ rule: [row.id] }}>
            {count(row.alerts24h)} in 24 hours
          </Link>
          , {count(row.alertsPerDay)} a day before{row.lastAlert !== null && `, the last ${ago(row.lastAlert)}`}
        </Fact>
        <Fact name="Matches">
          {count(row.matches)}
          {Object.entries(fates).map(([fate, n]) => ` · ${fate} ${count(n)}`)}
        </Fact>
        <Fact name="Cost">
          {count(row.costMs)} ms, {(row.costShare * 100).toFixed(1)} % of all rules
        </Fact>
        <Fact name="Indices">{index.map(inert).join(", ") || "all"}</Fact>
        {row.techniques.length > 0 && <Fact name="ATT&CK">{row.techniques.map(inert).join(", ")}</Fact>}
        {file !== null && <Fact name="File">{inert(file)}</Fact>}
      </dl>
      {exceptions.length > 0 && (
        <>
          <h3>Exceptions</h3>
          <ul>
            {exceptions.map(({ list, item, hits, last }) => (
              <li key={`${list}/${item}`}>
                {inert(list)} › {inert(item)}: {hits === 0 ? "never applied" : `took out ${count(hits)}, the last ${ago(last)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>What it detects</h3>
      <p>{inert(description)}</p>
      {guide !== "" && <Guide markdown={guide} />}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
