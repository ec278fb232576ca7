import { useState } from "react";
import { useViewActions, useViews } from "../api/alerts.ts";
import { inert } from "../parts/format.ts";
import { Icon } from "../parts/Icon.tsx";
import { Menu } from "../parts/Menu.tsx";
import type { AlertsSearch } from "./search.ts";

/** Filters that the person keeps by name. */
export function Views({ search, onView }: { readonly search: AlertsSearch; readonly onView: (view: AlertsSearch) => void }) {
  const views = useViews().data?.views ?? [];
  const { save, remove } = useViewActions();
  const [name, setName] = useState("");
  const { alert: _, ...kept } = search;
  return (
    <Menu title="Views">
      <>
        {views.length === 0 && <p className="dim">Filters that you keep by a name stand here.</p>}
        <ul>
          {views.map((view) => (
            <li key={view.name} className="row">
              <button type="button" className="plain" onClick={() => onView(view.filter)}>
                {inert(view.name)}
              </button>
              <button
                type="button"
                className="plain"
                aria-label={`Remove the view ${inert(view.name)}`}
                onClick={() => remove.mutate(view.name)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ name, filter: kept }, { onSuccess: () => setName("") });
          }}
        >
          <input
            placeholder="Name of this view"
            aria-label="Name of this view"
            value={name}
            onChange={(e) => setName(e.target.value)}
            required
          />
          <button type="submit">Save</button>
        </form>
      </>
    </Menu>
  );
}
