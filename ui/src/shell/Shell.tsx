import { Navigate, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../api/session.ts";
import { LogInPage } from "../entry/LogInPage.tsx";
import { SetupPage } from "../entry/SetupPage.tsx";
import { Fault } from "../parts/Fault.tsx";
import { useKeys } from "./keys.ts";
import { KeyHelp } from "./KeyHelp.tsx";
import { Navigation } from "./Navigation.tsx";
import { usePages } from "./pages.ts";
import { Palette } from "./Palette.tsx";
import { StatusBar } from "./StatusBar.tsx";

/** The frame around every page; before anybody is logged in, the way in. */
export function Shell() {
  const { session, error } = useSession();
  const isSetup = useLocation({ select: ({ pathname }) => pathname.endsWith("/setup") });
  if (error) return <main className="entry">{<Fault error={error} />}</main>;
  if (!session) return <main className="entry" aria-busy="true" />;
  if (session.firstRun) return <SetupPage />;
  if (!session.user) return <LogInPage />;
  if (isSetup) return <Navigate to="/alerts" search={{}} replace />;
  return <Frame />;
}

function Frame() {
  const navigate = useNavigate();
  const pages = usePages();
  const [shown, show] = useState<"palette" | "keys">();
  useKeys({
    ...Object.fromEntries(pages.map(({ to, key }) => [`g ${key}`, () => void navigate({ to })])),
    "Mod+k": () => show("palette"),
    "?": () => show("keys"),
  });
  const close = (): void => show(undefined);
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Navigation />
      <StatusBar onPalette={() => show("palette")} onKeys={() => show("keys")} />
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
      {shown === "palette" && <Palette onClose={close} />}
      {shown === "keys" && <KeyHelp onClose={close} />}
    </div>
  );
}
