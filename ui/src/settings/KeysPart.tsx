import { addKey, removeKey, useChange, useKeys } from "../api/data.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";
import { ago, inert, time } from "../parts/format.ts";

/** Keys of shippers. */
export function KeysPart() {
  const { data, error } = useKeys();
  const add = useChange("keys", addKey);
  const remove = useChange("keys", removeKey);
  return (
    <section>
      <h2>API keys</h2>
      <p className="dim">
        A shipper shows its key as <code>Authorization: ApiKey …</code>. It can send events, nothing else.
      </p>
      <Fault error={error ?? add.error ?? remove.error} />
      {add.data && (
        <p className="new-key" role="status">
          The key of {inert(add.data.name)}, shown this once: <code>{add.data.key}</code>{" "}
          <button type="button" onClick={() => void navigator.clipboard.writeText(add.data.key)}>
            Copy
          </button>
        </p>
      )}
      {data?.keys.length === 0 && <p className="dim">There is no key yet.</p>}
      <table className="hits">
        <tbody>
          {data?.keys.map(({ id, name, created, lastUsed }) => (
            <tr key={id}>
              <td>{inert(name)}</td>
              <td>made {time(created)}</td>
              <td>used {ago(lastUsed)}</td>
              <td>
                <button type="button" onClick={() => remove.mutate(id)}>
                  Revoke
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form className="row" onSubmit={readForm(({ name = "" }, form) => add.mutate(name, { onSuccess: () => form.reset() }))}>
        <input name="name" placeholder="Name of the shipper" aria-label="Name of the shipper" required />
        <button type="submit">Make a key</button>
      </form>
    </section>
  );
}
