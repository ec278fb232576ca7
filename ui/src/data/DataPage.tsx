import type { DataSource } from "../../../src/server/wire/data.ts";
import { useData } from "../api/data.ts";
import { Fault } from "../parts/Fault.tsx";
import { ago, bytes, count, inert, seconds } from "../parts/format.ts";
import { Loading } from "../parts/Loading.tsx";

/** Columns of numbers. */
const COUNTED: ReadonlySet<string> = new Set(["Events", "Hosts", "Rules"]);

/** What arrives, from whom, how late, and what nobody could read. */
export function DataPage() {
  const { data, error } = useData();
  return (
    <section className="page">
      <h1>Data</h1>
      <Fault error={error} />
      {!data && !error && <Loading what="what arrives" />}
      {data && (
        <>
          <dl className="tiles">
            <Tile name="Events stored" value={count(data.store.events)} more={bytes(data.store.bytes)} />
            <Tile name="Oldest event" value={ago(data.store.oldest)} more="" />
            <Tile name="Not yet judged" value={count(data.journal.backlogEvents)} more="" />
            <Tile name="Written since the start" value={bytes(data.journal.bytes)} more="" />
          </dl>
          {data.sources.length === 0 && <FirstEvents />}
          {data.sources.length > 0 && (
            <div className="wide">
              <table className="hits">
                <thead>
                  <tr>
                    {["Data stream", "Events", "Last hour", "Last", "Lag", "Hosts", "Shippers", "Rules"].map((title) => (
                      <th key={title} scope="col" className={COUNTED.has(title) ? "n" : ""}>
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.sources.map((source) => (
                    <SourceRow key={source.index} source={source} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {data.unmapped.length > 0 && (
            <>
              <h2>Not understood</h2>
              <ul className="unmapped">
                {data.unmapped.map(({ kind, count: n, example }) => (
                  <li key={kind}>
                    <b>{inert(kind)}</b>: {count(n)}
                    <pre>{inert(example)}</pre>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Tile({ name, value, more }: { readonly name: string; readonly value: string; readonly more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> <span className="dim">{more}</span>
      </dd>
    </div>
  );
}

function SourceRow({ source }: { readonly source: DataSource }) {
  return (
    <tr>
      <td>{source.index === "" ? <span className="dim">names no index</span> : inert(source.index)}</td>
      <td className="n">{count(source.events)}</td>
      <td>
        <Spark values={source.perMinute} />
      </td>
      <td>{ago(source.last)}</td>
      <td className={source.lagSeconds > 300 ? "warn" : ""}>{seconds(source.lagSeconds)}</td>
      <td className="n">{count(source.hosts)}</td>
      <td>{source.shippers.map(inert).join(", ")}</td>
      <td className={source.rules === 0 ? "warn n" : "n"}>{count(source.rules)}</td>
    </tr>
  );
}

const SPARK_HEIGHT = 22;

function Spark({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const points = values.map((value, i) => `${i * 2},${SPARK_HEIGHT - (value / most) * (SPARK_HEIGHT - 2)}`).join(" ");
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${Math.max(1, values.length * 2 - 2)} ${SPARK_HEIGHT}`}
      width="120"
      height={SPARK_HEIGHT}
      role="img"
      aria-label={`at most ${count(most)} a minute`}
    >
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

function FirstEvents() {
  return (
    <div className="first">
      <h2>Nothing has arrived yet</h2>
      <p>Make an API key under Settings, then point a shipper at this server as if it were Elasticsearch, or try one event:</p>
      <pre>{`curl -H 'Authorization: ApiKey KEY' -H 'Content-Type: application/x-ndjson' \\
  --data-binary @events.ndjson ${location.origin}/ingest`}</pre>
    </div>
  );
}
