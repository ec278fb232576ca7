/** What the engine writes: state, position, alerts, ledger, the index of the journal. */
export const DETECTION = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE state (rule TEXT NOT NULL, operator TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (rule, operator, key)) WITHOUT ROWID;

-- Fields that are the same in every alert of a rule, held once.
CREATE TABLE rule_blocks (hash TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE alerts (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  event_time INTEGER,
  detected INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  rule_name TEXT NOT NULL,
  rule_type TEXT NOT NULL,
  severity TEXT NOT NULL,
  risk REAL NOT NULL,
  building_block INTEGER NOT NULL,
  group_id TEXT,
  host TEXT,
  user TEXT,
  process TEXT,
  suppressed INTEGER NOT NULL,
  reason TEXT NOT NULL,
  tactics TEXT NOT NULL,
  techniques TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  status_changed INTEGER,
  status_by TEXT,
  status_reason TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  assignees TEXT NOT NULL DEFAULT '[]',
  document TEXT NOT NULL,
  block TEXT NOT NULL
);
CREATE INDEX alerts_time ON alerts (time, sequence);
CREATE INDEX alerts_detected ON alerts (detected);
CREATE INDEX alerts_rule ON alerts (rule_id, time);
CREATE INDEX alerts_host ON alerts (host, time);
CREATE INDEX alerts_group ON alerts (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, alert TEXT NOT NULL, author TEXT NOT NULL, written INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX notes_alert ON notes (alert);

CREATE TABLE ledger (id INTEGER PRIMARY KEY AUTOINCREMENT, rule_id TEXT NOT NULL, fate TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX ledger_rule ON ledger (rule_id, id);
CREATE TABLE ledger_counts (rule_id TEXT NOT NULL, fate TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (rule_id, fate, day)) WITHOUT ROWID;

-- One row for each frame of the journal: where to look for the events of a time and a host.
CREATE TABLE blocks (
  first_sequence INTEGER PRIMARY KEY,
  records INTEGER NOT NULL,
  segment TEXT NOT NULL,
  offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  received INTEGER NOT NULL,
  earliest INTEGER,
  latest INTEGER,
  hosts TEXT
);
CREATE INDEX blocks_latest ON blocks (latest, earliest);
CREATE INDEX blocks_segment ON blocks (segment);

CREATE TABLE sources (
  index_name TEXT NOT NULL,
  client TEXT NOT NULL,
  events INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  first_received INTEGER NOT NULL,
  last_received INTEGER NOT NULL,
  last_event INTEGER,
  PRIMARY KEY (index_name, client)
) WITHOUT ROWID;
CREATE TABLE source_minutes (index_name TEXT NOT NULL, minute INTEGER NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY (index_name, minute)) WITHOUT ROWID;
CREATE TABLE source_hosts (index_name TEXT NOT NULL, host TEXT NOT NULL, PRIMARY KEY (index_name, host)) WITHOUT ROWID;
`;
