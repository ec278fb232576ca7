import { useMay } from "../api/session.ts";
import { KeysPart } from "./KeysPart.tsx";
import { OutputsPart } from "./OutputsPart.tsx";
import { RetentionPart } from "./RetentionPart.tsx";
import { UsersPart } from "./UsersPart.tsx";

export function SettingsPage() {
  const mayChange = useMay("admin");
  return (
    <section className="page settings">
      <h1>Settings</h1>
      {mayChange ? (
        <>
          <KeysPart />
          <UsersPart />
          <RetentionPart />
          <OutputsPart />
        </>
      ) : (
        <p>Only an admin may see and change the settings.</p>
      )}
    </section>
  );
}
