import { saveSettings, useChange, useSettings } from "../api/data.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";

/** As the command line has it. */
const GB = 1024 ** 3;

/** How long, and how much, is kept. */
export function RetentionPart() {
  const { data, error } = useSettings();
  const save = useChange("settings", saveSettings);
  if (!data) return <Fault error={error} />;
  const gigabytes = Math.round((data.retentionBytes / GB) * 100) / 100;
  return (
    <section>
      <h2>Stored events</h2>
      <p className="dim">What is older, or past the size, is deleted, the oldest first; alerts are deleted by age.</p>
      <form
        className="row"
        key={`${data.retentionDays}/${data.retentionBytes}`}
        onSubmit={readForm(({ days = "", size = "" }) =>
          save.mutate({ ...data, retentionDays: Number(days), retentionBytes: Math.round(Number(size) * GB) }),
        )}
      >
        <label>
          Days <input name="days" type="number" min="0.01" step="any" defaultValue={data.retentionDays} required />
        </label>
        <label>
          Gigabytes <input name="size" type="number" min="0.01" step="any" defaultValue={gigabytes} required />
        </label>
        <button type="submit">Save</button>
        {save.isSuccess && (
          <span className="dim" role="status">
            saved
          </span>
        )}
      </form>
      <Fault error={save.error} />
    </section>
  );
}
