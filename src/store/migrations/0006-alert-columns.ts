/**
 * What alerts are found and counted by, beside their long documents; and which alerts were changed or deleted, for those who hold
 * these columns in memory (`alert-columns.ts`). Whoever is further behind than the log reaches reads all anew.
 */
export const ALERT_COLUMNS_INDEX = `
CREATE INDEX alerts_columns ON alerts (building_block, status, severity, rule_id, rule_name, host, user, time, event_time, detected, risk,
  group_id, tactics, techniques, tags, assignees);

CREATE TABLE alert_changes (number INTEGER PRIMARY KEY AUTOINCREMENT, sequence INTEGER NOT NULL);
CREATE TRIGGER alerts_updated AFTER UPDATE ON alerts BEGIN
  INSERT INTO alert_changes (sequence) VALUES (NEW.sequence);
  DELETE FROM alert_changes WHERE number <= last_insert_rowid() - 200000;
END;
CREATE TRIGGER alerts_deleted AFTER DELETE ON alerts BEGIN
  INSERT INTO alert_changes (sequence) VALUES (OLD.sequence);
  DELETE FROM alert_changes WHERE number <= last_insert_rowid() - 200000;
END;
`;
