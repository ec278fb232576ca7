import { useState } from "react";
import type { NewOutput, OutputSettings } from "../../../src/server/wire/data.ts";
import { saveSettings, useChange, useSettings } from "../api/data.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert } from "../parts/format.ts";

type Kind = OutputSettings["kind"];

const KINDS: readonly { readonly kind: Kind; readonly title: string; readonly example: string }[] = [
  { kind: "webhook", title: "Webhook", example: "https://hooks.example.com/alerts" },
  { kind: "elasticsearch", title: "Elasticsearch", example: "https://elastic.example.com:9200/my-alerts" },
  { kind: "file", title: "File", example: "/var/log/tocsin/alerts.ndjson" },
];

/** Where alerts are sent besides, and how that goes. */
export function OutputsPart() {
  const { data, error } = useSettings();
  const save = useChange("settings", saveSettings);
  if (!data) return <Fault error={error} />;
  const put = (outputs: readonly NewOutput[], done = (): void => undefined): void => save.mutate({ ...data, outputs }, { onSuccess: done });
  return (
    <section>
      <h2>Alerts sent on</h2>
      <p className="dim">Each alert goes to all of these, at least once; what fails is tried again.</p>
      <Fault error={error ?? save.error} />
      {data.outputs.length === 0 && <p className="dim">Alerts stay here.</p>}
      <table className="hits">
        <tbody>
          {data.outputs.map((output) => (
            <OutputRow
              key={output.name}
              output={output}
              onChange={(changed) => put(data.outputs.flatMap((each) => (each === output ? (changed ?? []) : each)))}
            />
          ))}
        </tbody>
      </table>
      <NewOutputForm onAdd={(output, done) => put([...data.outputs, output], done)} />
    </section>
  );
}

function OutputRow({ output, onChange }: { readonly output: OutputSettings; readonly onChange: (changed?: OutputSettings) => void }) {
  const { name, kind, target, enabled, delivered, failed, lastError } = output;
  return (
    <tr>
      <td>
        <label className="inline">
          <input type="checkbox" checked={enabled} onChange={() => onChange({ ...output, enabled: !enabled })} /> {inert(name)}
        </label>
      </td>
      <td>{kind}</td>
      <td>
        {inert(target)}
        {lastError !== null && <p className="warn">{inert(lastError)}</p>}
      </td>
      <td className="n">
        {count(delivered)} sent{failed > 0 && `, ${count(failed)} failed`}
      </td>
      <td className="n">
        <button type="button" aria-label={`Remove ${inert(name)}`} onClick={() => onChange()}>
          Remove
        </button>
      </td>
    </tr>
  );
}

function NewOutputForm({ onAdd }: { readonly onAdd: (output: NewOutput, done: () => void) => void }) {
  const [kind, setKind] = useState<Kind>("webhook");
  const example = KINDS.find((each) => each.kind === kind)?.example;
  return (
    <form
      className="row"
      onSubmit={readForm(({ name = "", target = "", authorization = "" }, form) =>
        onAdd({ name, kind, target, enabled: true, ...(authorization !== "" && { authorization }) }, () => form.reset()),
      )}
    >
      <select aria-label="Kind" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
        {KINDS.map((each) => (
          <option key={each.kind} value={each.kind}>
            {each.title}
          </option>
        ))}
      </select>
      <input name="name" placeholder="Name" aria-label="Name of the output" pattern="[\w \-]{1,60}" required />
      <input name="target" className="grow" placeholder={example} aria-label="Where to" required />
      {kind !== "file" && (
        <input
          name="authorization"
          type="password"
          autoComplete="off"
          placeholder="Authorization header"
          aria-label="Authorization header"
        />
      )}
      <button type="submit">Add</button>
    </form>
  );
}
