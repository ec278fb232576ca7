import { useState } from "react";
import type { HuntRows } from "../../../src/server/wire/hunt.ts";
import type { WireJson, WireObject } from "../../../src/server/wire/json.ts";
import { inert, shown } from "../parts/format.ts";
import { DocumentView } from "../parts/JsonView.tsx";

const COLUMNS = "@timestamp, host.name, user.name, process.name, event.action, message";

/** What a hunt found, whatever the language's shape. */
export function HuntRowsView({ rows }: { readonly rows: HuntRows }) {
  const [written, setWritten] = useState(COLUMNS);
  const columns = written.split(/[\s,]+/).filter((name) => name !== "");
  if (rows.kind === "table") return <EsqlTable {...rows} />;
  return (
    <>
      <label className="columns">
        Columns <input value={written} onChange={(event) => setWritten(event.target.value)} spellCheck={false} />
      </label>
      {rows.kind === "events" ? (
        <Events events={rows.events} columns={columns} />
      ) : (
        rows.sequences.map((sequence, i) => (
          <section key={i} className="sequence">
            <h2>{sequence.joinKeys.length > 0 ? inert(sequence.joinKeys.map((key) => key ?? "null").join(", ")) : `Sequence ${i + 1}`}</h2>
            <Events events={sequence.events} columns={columns} />
          </section>
        ))
      )}
    </>
  );
}

function Events({ events, columns }: { readonly events: readonly (WireObject | null)[]; readonly columns: readonly string[] }) {
  const [open, setOpen] = useState<number>();
  if (events.length === 0) return <p className="nothing">Nothing fits.</p>;
  return (
    <div className="wide">
      <table className="hits">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {inert(name)}
              </th>
            ))}
          </tr>
        </thead>
        {events.map((event, i) => (
          <tbody key={i}>
            <tr className="opens" onClick={() => setOpen(open === i ? undefined : i)}>
              {columns.map((name, j) => (
                <td key={name}>
                  {event === null ? (
                    j === 0 ? (
                      "no event, as it should be"
                    ) : (
                      ""
                    )
                  ) : j === 0 ? (
                    <OpenButton text={shown(read(event, name) ?? "–")} open={open === i} />
                  ) : (
                    shown(read(event, name) ?? "")
                  )}
                </td>
              ))}
            </tr>
            {open === i && event !== null && (
              <tr>
                <td colSpan={columns.length}>
                  <DocumentView document={event} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** Lets the keyboard open a row as a click does. */
function OpenButton({ text, open }: { readonly text: string; readonly open: boolean }) {
  return (
    <button type="button" className="plain" aria-expanded={open}>
      {text}
    </button>
  );
}

function EsqlTable({ columns, rows, warnings }: Extract<HuntRows, { readonly kind: "table" }>) {
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning} className="dim">
          {inert(warning)}
        </p>
      ))}
      <div className="wide">
        <table className="hits">
          <thead>
            <tr>
              {columns.map(({ name, type }) => (
                <th key={name} scope="col" title={type}>
                  {inert(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>{cell === null ? <span className="dim">null</span> : shown(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A field, written nested, dotted or mixed; the values of a list's objects together. */
function read(value: WireJson, name: string): WireJson | undefined {
  if (Array.isArray(value)) {
    const found = (value as readonly WireJson[]).flatMap((each) => read(each, name) ?? []);
    return found.length > 0 ? found : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const object = value as WireObject;
  if (Object.hasOwn(object, name)) return object[name];
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const key = name.slice(0, dot);
    const below = Object.hasOwn(object, key) ? read(object[key] ?? null, name.slice(dot + 1)) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}
