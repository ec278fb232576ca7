/** What people write: rules, exceptions, value lists, users and keys, outputs, what shippers left. */
export const CONTENT = `
-- A rule that was made or changed through the API; it stands before the file's of the same id. text NULL: only enabled differs.
CREATE TABLE rules (
  rule_id TEXT PRIMARY KEY,
  text TEXT,
  format TEXT NOT NULL,
  enabled INTEGER,
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  updated INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE exception_lists (list_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE exception_items (item_id TEXT PRIMARY KEY, list_id TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX exception_items_list ON exception_items (list_id);
CREATE TABLE value_lists (id TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE value_list_items (id TEXT PRIMARY KEY, list_id TEXT NOT NULL, value TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX value_list_items_list ON value_list_items (list_id, value);

CREATE TABLE users (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created INTEGER NOT NULL, last_login INTEGER) WITHOUT ROWID;
CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, user TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, key_hash TEXT NOT NULL, role TEXT NOT NULL,
  created INTEGER NOT NULL, created_by TEXT NOT NULL, last_used INTEGER
) WITHOUT ROWID;

CREATE TABLE saved_views (person TEXT NOT NULL, name TEXT NOT NULL, filter TEXT NOT NULL, PRIMARY KEY (person, name)) WITHOUT ROWID;

-- How far each output has sent the alerts.
CREATE TABLE outputs (name TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID;

-- Templates, policies, pipelines that shippers put, so that they find them again.
CREATE TABLE shipper_objects (kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
`;
