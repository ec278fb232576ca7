import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import type { AuditLog } from "../../../src/server/wire/data.ts";
import { useAudit } from "../api/data.ts";
import { useMay } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert, shown, time } from "../parts/format.ts";
import { useKeys } from "../shell/keys.ts";
import { inWords, refusal } from "./actions.ts";
import type { AuditSearch } from "./search.ts";

type Entry = AuditLog["entries"][number];

/** Who changed what, newest first. */
export function AuditPage() {
  const mayLook = useMay("admin");
  return (
    <section className="page audit">
      <h1>Audit</h1>
      {mayLook ? <Log /> : <p>Only an admin may see who changed what.</p>}
    </section>
  );
}

function Log() {
  const search = useSearch({ from: "/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const text = useRef<HTMLInputElement>(null);
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useAudit(search);
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const change = (next: AuditSearch): void => void navigate({ search: next, replace: true });
  useKeys({ "/": () => text.current?.focus() });
  return (
    <>
      <div className="row">
        <input
          ref={text}
          type="search"
          placeholder="Who, what, which, where from"
          aria-label="Who, what, which, where from"
          value={search.text ?? ""}
          onChange={({ target: { value } }) =>
            change({ ...(search.result && { result: search.result }), ...(value !== "" && { text: value }) })
          }
        />
        {(["done", "refused"] as const).map((result) => (
          <button
            key={result}
            type="button"
            aria-pressed={search.result === result}
            onClick={() => change({ ...(search.text !== undefined && { text: search.text }), ...(search.result !== result && { result }) })}
          >
            {result}
          </button>
        ))}
      </div>
      <p className="count" aria-live="polite">
        <b>{count(entries.length)}</b> {entries.length === 1 ? "entry" : "entries"}
        {hasNextPage && ", and older ones"}
        {isFetching && <span className="dim"> …</span>}
      </p>
      <Fault error={error} />
      <div className="wide">
        <table className="hits">
          <thead>
            <tr>
              {["Time (UTC)", "Who", "Did", "Which", "From", "Answer"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {entries.length === 0 && !isFetching && <p className="nothing">Nobody did anything that fits.</p>}
      {hasNextPage && (
        <button type="button" onClick={() => void fetchNextPage()} disabled={isFetching}>
          Older entries
        </button>
      )}
    </>
  );
}

function Line({ entry: { time: when, who, kind, role, action, subject, address, status } }: { readonly entry: Entry }) {
  const refused = refusal(status);
  return (
    <tr data-refused={refused !== undefined}>
      <td className="when">{time(when)}</td>
      <td>
        {who === "" ? <span className="dim">nobody</span> : inert(who)}{" "}
        <span className="dim">{kind === "user" ? role : kind === "nobody" ? "" : inert(kind)}</span>
      </td>
      <td title={action}>{inert(inWords(action))}</td>
      <td>
        {Object.entries(subject).map(([name, value]) => (
          <span key={name} className="which">
            <span className="dim">{inert(name)}</span> {Array.isArray(value) ? value.map(shown).join(", ") : shown(value)}
          </span>
        ))}
      </td>
      <td className="dim">{inert(address)}</td>
      <td className={refused === undefined ? "dim" : "warn"}>{refused === undefined ? "done" : `${refused} (${status})`}</td>
    </tr>
  );
}
