import { useMutation } from "@tanstack/react-query";
import { useSessionActions } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { readForm } from "./form.ts";

/** The least length of a password; the server asks for it too. */
const LEAST = 12;

/** The first person: an admin, who holds the token that stands on the server's terminal. */
export function SetupPage() {
  const { setUp } = useSessionActions();
  const { mutate, error, isPending } = useMutation({ mutationFn: setUp });
  return (
    <main className="entry">
      <form onSubmit={readForm(({ token = "", name = "", password = "" }) => mutate({ token: token.trim(), name, password }))}>
        <img src="/app/bell.svg" alt="" width="44" height="44" />
        <h1>Welcome to Tocsin</h1>
        <p className="dim">Nobody has an account here yet. The setup token was printed where the server was started.</p>
        <label>
          Setup token
          <input
            name="token"
            autoComplete="off"
            required
            autoFocus
            defaultValue={new URLSearchParams(location.search).get("token") ?? ""}
          />
        </label>
        <label>
          Your name
          <input name="name" autoComplete="username" required />
        </label>
        <label>
          Password ({LEAST} characters or more)
          <input name="password" type="password" autoComplete="new-password" minLength={LEAST} required />
        </label>
        <Fault error={error} />
        <button type="submit" className="primary" disabled={isPending}>
          Make the account
        </button>
      </form>
    </main>
  );
}
