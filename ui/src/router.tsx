import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { AlertsPage } from "./alerts/AlertsPage.tsx";
import { readAlertsSearch } from "./alerts/search.ts";
import { AttackPage } from "./attack/AttackPage.tsx";
import { AuditPage } from "./audit/AuditPage.tsx";
import { readAuditSearch } from "./audit/search.ts";
import { DataPage } from "./data/DataPage.tsx";
import { HuntPage } from "./hunt/HuntPage.tsx";
import { readHuntSearch } from "./hunt/search.ts";
import { RulesPage } from "./rules/RulesPage.tsx";
import { readRulesSearch } from "./rules/search.ts";
import { SettingsPage } from "./settings/SettingsPage.tsx";
import { Faulty, Missing } from "./shell/Faulty.tsx";
import { Shell } from "./shell/Shell.tsx";

/** The editor is large: it comes when a rule is looked at. */
const workbench = () => import("./rules/RulePage.tsx");

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Faulty });

const toAlerts = {
  beforeLoad: () => {
    throw redirect({ to: "/alerts", search: {} });
  },
};
const home = createRoute({ getParentRoute: () => root, path: "/", ...toAlerts });
/** Where the server's terminal sends the first person; once that is done there is nothing here. */
const setup = createRoute({ getParentRoute: () => root, path: "/setup", component: Missing });
const alerts = createRoute({ getParentRoute: () => root, path: "/alerts", component: AlertsPage, validateSearch: readAlertsSearch });
const rules = createRoute({ getParentRoute: () => root, path: "/rules", component: RulesPage, validateSearch: readRulesSearch });
const newRule = createRoute({ getParentRoute: () => root, path: "/rules/new", component: lazyRouteComponent(workbench, "NewRulePage") });
const rule = createRoute({ getParentRoute: () => root, path: "/rules/$id", component: lazyRouteComponent(workbench, "RulePage") });
const attack = createRoute({ getParentRoute: () => root, path: "/attack", component: AttackPage });
const hunt = createRoute({ getParentRoute: () => root, path: "/hunt", component: HuntPage, validateSearch: readHuntSearch });
const data = createRoute({ getParentRoute: () => root, path: "/data", component: DataPage });
const audit = createRoute({ getParentRoute: () => root, path: "/audit", component: AuditPage, validateSearch: readAuditSearch });
const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsPage });

/** Every page has an address that can be handed on; what a page shows stands in its query. */
export const router = createRouter({
  routeTree: root.addChildren([home, setup, alerts, rules, newRule, rule, attack, hunt, data, audit, settings]),
  basepath: "/app",
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
}
