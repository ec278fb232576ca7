/** How many events each exception item has taken out of a rule. */
export const EXCEPTION_HITS = `
CREATE TABLE exception_hits (rule_id TEXT NOT NULL, list TEXT NOT NULL, item TEXT NOT NULL, hits INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (rule_id, list, item)) WITHOUT ROWID;
`;
