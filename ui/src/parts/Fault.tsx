import type { WireDiagnostic } from "../../../src/server/wire/json.ts";
import { isApiError } from "../api/client.ts";
import { inert } from "./format.ts";

/** What went wrong, and what to do. */
export function Fault({ error }: { readonly error: Error | null }) {
  if (!error) return null;
  const { hint, diagnostics } = isApiError(error) ? error : { hint: undefined, diagnostics: [] };
  return (
    <div className="fault" role="alert">
      <p>{inert(error.message)}</p>
      {hint !== undefined && <p className="dim">{inert(hint)}</p>}
      <Diagnostics list={diagnostics} />
    </div>
  );
}

/** Faults of a text, with their places. */
export function Diagnostics({ list, onGo }: { readonly list: readonly WireDiagnostic[]; readonly onGo?: (fault: WireDiagnostic) => void }) {
  if (list.length === 0) return null;
  return (
    <ul className="diagnostics">
      {list.map((fault) => (
        <li key={`${fault.code}:${fault.from}:${fault.message}`} className={fault.severity}>
          <button type="button" className="plain" onClick={() => onGo?.(fault)} disabled={!onGo}>
            {fault.line}:{fault.column}
          </button>{" "}
          <b>{fault.severity}</b> {inert(fault.message)} <code>{fault.code}</code>
          {fault.hint !== undefined && <span className="dim"> — {inert(fault.hint)}</span>}
        </li>
      ))}
    </ul>
  );
}
