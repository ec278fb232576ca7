import { saveSettings, useChange, useSettings } from "../api/data.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert } from "../parts/format.ts";

const GB = 1_000_000_000;

/** How long events are kept, and where alerts are sent. */
export function RetentionPart() {
  const { data, error } = useSettings();
  const save = useChange("settings", saveSettings);
  if (!data) return <Fault error={error} />;
  return (
    <section>
      <h2>Stored events</h2>
      <form
        className="row"
        key={`${data.retentionDays}/${data.retentionBytes}`}
        onSubmit={readForm(({ days = "", gigabytes = "" }) =>
          save.mutate({ ...data, retentionDays: Number(days), retentionBytes: Math.round(Number(gigabytes) * GB) }),
        )}
      >
        <label>
          Days <input name="days" type="number" min="1" defaultValue={data.retentionDays} required />
        </label>
        <label>
          Gigabytes <input name="gigabytes" type="number" min="0.1" step="0.1" defaultValue={data.retentionBytes / GB} required />
        </label>
        <button type="submit">Save</button>
      </form>
      <Fault error={save.error} />
      <h2>Alerts sent on</h2>
      {data.outputs.length === 0 && <p className="dim">Alerts stay here. The configuration file names where else they go.</p>}
      <table className="hits">
        <tbody>
          {data.outputs.map(({ name, kind, target, delivered, failed, lastError }) => (
            <tr key={name}>
              <td>{inert(name)}</td>
              <td>{kind}</td>
              <td>{inert(target)}</td>
              <td>
                {count(delivered)} sent{failed > 0 && `, ${count(failed)} failed`}
              </td>
              <td className="dim">{inert(lastError ?? "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
