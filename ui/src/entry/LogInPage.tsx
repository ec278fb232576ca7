import { useMutation } from "@tanstack/react-query";
import { useSessionActions } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { readForm } from "./form.ts";

export function LogInPage() {
  const { logIn } = useSessionActions();
  const { mutate, error, isPending } = useMutation({ mutationFn: logIn });
  return (
    <main className="entry">
      <form onSubmit={readForm(({ name = "", password = "" }) => mutate({ name, password }))}>
        <img src="/app/bell.svg" alt="" width="44" height="44" />
        <h1>Tocsin</h1>
        <label>
          Name
          <input name="name" autoComplete="username" required autoFocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Fault error={error} />
        <button type="submit" className="primary" disabled={isPending}>
          Log in
        </button>
      </form>
    </main>
  );
}
