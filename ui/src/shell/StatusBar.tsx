import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession, useSessionActions } from "../api/session.ts";
import { useStream } from "../api/stream.ts";
import { count, inert, seconds } from "../parts/format.ts";
import { Icon } from "../parts/Icon.tsx";
import { nextTheme, readTheme } from "./theme.ts";

/** What happens right now, and what concerns the person. */
export function StatusBar({ onPalette, onKeys }: { readonly onPalette: () => void; readonly onKeys: () => void }) {
  const { status, connected, isLost, latest } = useStream();
  const [theme, setTheme] = useState(readTheme);
  const { session } = useSession();
  const { logOut } = useSessionActions();
  return (
    <header className="bar">
      <button type="button" className="find" onClick={onPalette}>
        <Icon name="search" /> Go to… <kbd>Ctrl K</kbd>
      </button>
      <p className="live" aria-live="polite" data-connected={connected} data-lost={isLost}>
        <span className="dot" aria-hidden="true" />
        {!connected && (isLost ? "not connected" : "connecting…")}
        {connected && status && (
          <>
            <b>{count(Math.round(status.eventsPerSecond))}</b> events/s<span className="wide-only"> · lag </span>
            <b className="wide-only">{seconds(status.lagSeconds)}</b> · <b>{count(status.openAlerts)}</b> open
          </>
        )}
      </p>
      {latest && (
        <Link className={`ticker ${latest.severity}`} to="/alerts" search={{ alert: latest.id }}>
          <span className="mark">{latest.severity}</span> {inert(latest.ruleName)}
          {latest.host !== null && <span className="dim"> on {inert(latest.host)}</span>}
        </Link>
      )}
      <div className="own">
        <button
          type="button"
          className="plain"
          onClick={() => setTheme(nextTheme(theme))}
          title={`Colours: ${theme}`}
          aria-label={`Colours: ${theme}`}
        >
          <Icon name={theme === "dark" ? "moon" : theme === "light" ? "sun" : "half"} />
        </button>
        <button type="button" className="plain" onClick={onKeys} title="Keys (?)" aria-label="Keys">
          <Icon name="keys" />
        </button>
        {session?.user && (
          <>
            <span className="dim who">{inert(session.user.name)}</span>
            {session.csrf !== null && (
              <button type="button" className="plain" onClick={() => void logOut()}>
                Log out
              </button>
            )}
          </>
        )}
      </div>
    </header>
  );
}
