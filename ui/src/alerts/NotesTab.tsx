import type { AlertDetail } from "../../../src/server/wire/alerts.ts";
import { useAddNote } from "../api/alerts.ts";
import { useMay } from "../api/session.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";
import { inert, time } from "../parts/format.ts";

export function NotesTab({ detail: { row, notes } }: { readonly detail: AlertDetail }) {
  const add = useAddNote(row.id);
  const mayTriage = useMay("triage");
  return (
    <>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.id}>
            <p className="dim">
              {inert(note.author)}, {time(note.time)}
            </p>
            <p className="text">{inert(note.text)}</p>
          </li>
        ))}
      </ul>
      {mayTriage && (
        <form onSubmit={readForm(({ text = "" }, form) => add.mutate(text, { onSuccess: () => form.reset() }))}>
          <label>
            A note
            <textarea name="text" rows={3} required />
          </label>
          <button type="submit" disabled={add.isPending}>
            Add the note
          </button>
          <Fault error={add.error} />
        </form>
      )}
    </>
  );
}
