import { Link } from "@tanstack/react-router";
import { Fault } from "../parts/Fault.tsx";

export function Missing() {
  return (
    <section className="page">
      <h1>There is no such page</h1>
      <p>
        <Link to="/alerts" search={{}}>
          To the alerts
        </Link>
      </p>
    </section>
  );
}

export function Faulty({ error }: { readonly error: unknown }) {
  return (
    <section className="page">
      <h1>This page failed</h1>
      <Fault error={error instanceof Error ? error : new Error(String(error))} />
    </section>
  );
}
