import { alertText } from "../alert-text.ts";
import type { OutputFormat } from "../alert-writer.ts";

/** One alert document a line. */
export const ndjson: OutputFormat = {
  name: "ndjson",
  title: "alert documents, one a line",
  create: ({ full = false }) => ({
    begin: () => "",
    alert: (alert) => `${alertText(alert, full)}\n`,
    end: () => "",
  }),
};
