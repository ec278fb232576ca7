import type { AlertDetail } from "../../../src/server/wire/alerts.ts";
import { inert } from "../parts/format.ts";
import { LazyGuide } from "../parts/LazyGuide.tsx";

export function GuideTab({ detail: { guide } }: { readonly detail: AlertDetail }) {
  return (
    <>
      {guide.links.length > 0 && (
        <ul className="links">
          {guide.links.map(({ label, url }) => (
            <li key={url}>
              <a href={url.startsWith("https:") ? url : undefined} target="_blank" rel="noopener noreferrer">
                {inert(label)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {guide.osquery.map(({ label, query }) => (
        <figure key={query} className="osquery">
          <figcaption className="row">
            <b>Osquery: {inert(label)}</b>
            <button type="button" onClick={() => void navigator.clipboard.writeText(query)}>
              Copy
            </button>
          </figcaption>
          <pre>{inert(query)}</pre>
        </figure>
      ))}
      {guide.markdown === "" ? <p className="dim">The rule has no investigation guide.</p> : <LazyGuide markdown={guide.markdown} />}
    </>
  );
}
