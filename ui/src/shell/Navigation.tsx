import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/Icon.tsx";
import { usePages } from "./pages.ts";

export function Navigation() {
  const pages = usePages();
  return (
    <nav className="nav" aria-label="Pages">
      <Link to="/alerts" search={{}} className="brand" aria-label="Tocsin, alerts">
        <img src="/app/bell.svg" alt="" width="26" height="26" />
        <span>Tocsin</span>
      </Link>
      <ul>
        {pages.map(({ to, title, icon, key }) => (
          <li key={to}>
            <Link to={to} title={`${title} (g ${key})`} activeProps={{ "aria-current": "page" }}>
              <Icon name={icon} />
              <span>{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
