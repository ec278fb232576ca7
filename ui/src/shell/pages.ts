import type { IconName } from "../parts/Icon.tsx";

export interface PageEntry {
  readonly to: "/alerts" | "/rules" | "/attack" | "/hunt" | "/data" | "/settings";
  readonly title: string;
  readonly icon: IconName;
  /** After `g`. */
  readonly key: string;
}

/** Every page, in the order of the navigation. */
export const PAGES: readonly PageEntry[] = [
  { to: "/alerts", title: "Alerts", icon: "bell", key: "a" },
  { to: "/rules", title: "Rules", icon: "rule", key: "r" },
  { to: "/attack", title: "ATT&CK", icon: "grid", key: "m" },
  { to: "/hunt", title: "Hunt", icon: "search", key: "h" },
  { to: "/data", title: "Data", icon: "data", key: "d" },
  { to: "/settings", title: "Settings", icon: "gear", key: "s" },
];
