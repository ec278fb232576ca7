import { useMay } from "../api/session.ts";
import type { IconName } from "../parts/Icon.tsx";

export interface PageEntry {
  readonly to: "/alerts" | "/rules" | "/attack" | "/hunt" | "/data" | "/audit" | "/settings";
  readonly title: string;
  readonly icon: IconName;
  /** After `g`. */
  readonly key: string;
  /** Whose page it is; absent: everybody's. */
  readonly role?: "admin";
}

/** The pages that are the person's, in the order of the navigation. */
export function usePages(): readonly PageEntry[] {
  const isAdmin = useMay("admin");
  return PAGES.filter(({ role }) => role === undefined || isAdmin);
}

const PAGES: readonly PageEntry[] = [
  { to: "/alerts", title: "Alerts", icon: "bell", key: "a" },
  { to: "/rules", title: "Rules", icon: "rule", key: "r" },
  { to: "/attack", title: "ATT&CK", icon: "grid", key: "m" },
  { to: "/hunt", title: "Hunt", icon: "search", key: "h" },
  { to: "/data", title: "Data", icon: "data", key: "d" },
  { to: "/audit", title: "Audit", icon: "log", key: "u", role: "admin" },
  { to: "/settings", title: "Settings", icon: "gear", key: "s" },
];
