import { memo, useState } from "react";
import type { WireJson, WireObject } from "../../../src/server/wire/json.ts";
import { inert } from "./format.ts";

const isObject = (value: WireJson): value is WireObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** Field by field, in order of name. */
function* fieldsOf(object: WireObject, prefix = ""): Generator<readonly [string, WireJson]> {
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value) && Object.keys(value).length > 0) yield* fieldsOf(value, `${prefix}${key}.`);
    else yield [prefix + key, value];
  }
}

/** A document as a table of its fields, to be searched in. */
export const DocumentView = memo(function DocumentView({ document }: { readonly document: WireObject }) {
  const [wanted, setWanted] = useState("");
  const fields = [...fieldsOf(document)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lower = wanted.toLowerCase();
  const found = lower === "" ? fields : fields.filter(([name, value]) => `${name} ${JSON.stringify(value)}`.toLowerCase().includes(lower));
  return (
    <div className="document">
      <div className="row">
        <input
          type="search"
          placeholder="Find a field or a value"
          aria-label="Find a field or a value"
          value={wanted}
          onChange={(e) => setWanted(e.target.value)}
        />
        <button type="button" onClick={() => void navigator.clipboard.writeText(JSON.stringify(document, null, 2))}>
          Copy JSON
        </button>
      </div>
      <table className="fields">
        <tbody>
          {found.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{inert(name)}</th>
              <td>{inert(typeof value === "string" ? value : JSON.stringify(value))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
