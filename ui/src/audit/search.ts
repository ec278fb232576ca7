/** What the audit log shows, as it stands in the page's address. */
export interface AuditSearch {
  readonly text?: string;
  readonly result?: "done" | "refused";
}

export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const { text, result } = raw;
  return {
    ...(typeof text === "string" && text !== "" && { text }),
    ...((result === "done" || result === "refused") && { result }),
  };
}
