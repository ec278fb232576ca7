import type { Route } from "../http/route.ts";
import { readAlert } from "./tocsin/alert-detail.ts";
import { addNote } from "./tocsin/alert-note.ts";
import { readTimeline } from "./tocsin/alert-timeline.ts";
import { changeAlerts } from "./tocsin/alerts-change.ts";
import { groupAlerts } from "./tocsin/alerts-group.ts";
import { searchAlerts } from "./tocsin/alerts-search.ts";
import { summariseAlerts } from "./tocsin/alerts-summary.ts";
import { readAttack } from "./tocsin/attack.ts";
import { readAudit } from "./tocsin/audit.ts";
import { readCompletion } from "./tocsin/completion.ts";
import { readData } from "./tocsin/data.ts";
import { health } from "./tocsin/health.ts";
import { huntEvents } from "./tocsin/hunt.ts";
import { createKey } from "./tocsin/key-create.ts";
import { deleteKey } from "./tocsin/key-delete.ts";
import { listKeys } from "./tocsin/keys-list.ts";
import { metrics } from "./tocsin/metrics.ts";
import { page } from "./tocsin/page.ts";
import { createRule } from "./tocsin/rule-create.ts";
import { deleteRule } from "./tocsin/rule-delete.ts";
import { readRule } from "./tocsin/rule-detail.ts";
import { enableRule } from "./tocsin/rule-enable.ts";
import { updateRule } from "./tocsin/rule-update.ts";
import { checkRuleText } from "./tocsin/rules-check.ts";
import { listRules } from "./tocsin/rules-list.ts";
import { tryRuleText } from "./tocsin/rules-try.ts";
import { logIn } from "./tocsin/session-log-in.ts";
import { logOut } from "./tocsin/session-log-out.ts";
import { readSession } from "./tocsin/session-read.ts";
import { getSettings } from "./tocsin/settings-read.ts";
import { putSettings } from "./tocsin/settings-write.ts";
import { setUp } from "./tocsin/setup.ts";
import { streamAlerts } from "./tocsin/stream.ts";
import { changeUser } from "./tocsin/user-change.ts";
import { createUser } from "./tocsin/user-create.ts";
import { deleteUser } from "./tocsin/user-delete.ts";
import { listUsers } from "./tocsin/users-list.ts";
import { deleteView } from "./tocsin/view-delete.ts";
import { saveView } from "./tocsin/view-save.ts";
import { listViews } from "./tocsin/views-list.ts";

/** Our own API, for the pages and for scripts. */
export const TOCSIN_ROUTES: readonly Route[] = [
  health,
  metrics,
  readSession,
  logIn,
  logOut,
  setUp,
  searchAlerts,
  summariseAlerts,
  groupAlerts,
  changeAlerts,
  readAlert,
  readTimeline,
  addNote,
  listViews,
  saveView,
  deleteView,
  streamAlerts,
  listRules,
  createRule,
  checkRuleText,
  tryRuleText,
  readRule,
  updateRule,
  enableRule,
  deleteRule,
  readCompletion,
  readAttack,
  huntEvents,
  readData,
  readAudit,
  getSettings,
  putSettings,
  listKeys,
  createKey,
  deleteKey,
  listUsers,
  createUser,
  changeUser,
  deleteUser,
  page,
];
