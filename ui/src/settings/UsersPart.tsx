import { addUser, removeUser, useChange, useUsers } from "../api/data.ts";
import { useSession } from "../api/session.ts";
import { readForm } from "../entry/form.ts";
import { Fault } from "../parts/Fault.tsx";
import { ago, inert } from "../parts/format.ts";

export function UsersPart() {
  const { data, error } = useUsers();
  const add = useChange("users", addUser);
  const remove = useChange("users", removeUser);
  const own = useSession().session?.user?.name;
  return (
    <section>
      <h2>People</h2>
      <Fault error={error ?? add.error ?? remove.error} />
      <table className="hits">
        <tbody>
          {data?.users.map(({ name, role, lastLogin }) => (
            <tr key={name}>
              <td>{inert(name)}</td>
              <td>{role}</td>
              <td>logged in {ago(lastLogin)}</td>
              <td>
                {name !== own && (
                  <button type="button" onClick={() => remove.mutate(name)}>
                    Remove
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        className="row"
        onSubmit={readForm(({ name = "", password = "", role = "read" }, form) =>
          add.mutate({ name, password, role }, { onSuccess: () => form.reset() }),
        )}
      >
        <input name="name" placeholder="Name" aria-label="Name" autoComplete="off" required />
        <input
          name="password"
          type="password"
          placeholder="Password"
          aria-label="Password"
          autoComplete="new-password"
          minLength={12}
          required
        />
        <select name="role" aria-label="Role" defaultValue="triage">
          <option>read</option>
          <option>triage</option>
          <option>admin</option>
        </select>
        <button type="submit">Add</button>
      </form>
    </section>
  );
}
