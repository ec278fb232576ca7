/** What `scan --follow` keeps, by follower: the results file, or empty for the store itself. */
export const FOLLOW = `
CREATE TABLE followers (follower TEXT PRIMARY KEY, progress TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE follow_state (follower TEXT NOT NULL, rule TEXT NOT NULL, operator TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (follower, rule, operator, key)) WITHOUT ROWID;

-- What integrations remember; the order of the ids is that of the last change.
CREATE TABLE follow_memory (id INTEGER PRIMARY KEY AUTOINCREMENT, follower TEXT NOT NULL, memory TEXT NOT NULL, key TEXT NOT NULL,
  value TEXT NOT NULL, UNIQUE (follower, memory, key));
`;
