import { alertText } from "../alert-text.ts";
import type { OutputFormat } from "../alert-writer.ts";

/** One list of all alert documents, written as they come. */
export const json: OutputFormat = {
  name: "json",
  title: "alert documents in one list",
  create({ full = false }) {
    let separator = "\n";
    return {
      begin: () => "[",
      alert(alert) {
        const text = `${separator}${alertText(alert, full)}`;
        separator = ",\n";
        return text;
      },
      end: () => "\n]\n",
    };
  },
};
