import type { Route } from "../../http/route.ts";
import { importLines } from "../../kibana/import-rules.ts";
import { uploadedFile } from "../../kibana/multipart.ts";

/** `POST /api/detection_engine/rules/_import`: an export as a form's file, or as the body itself. */
export const importRules: Route = {
  method: "POST",
  path: "/api/detection_engine/rules/_import",
  access: "admin",
  limit: "imports",
  summary: "Takes exported rules and exceptions; in force when it answers",
  body: "bytes",
  async handle({ bytes, headers, query, principal }, service) {
    const text = uploadedFile(headers["content-type"], bytes).toString("utf8");
    const choices = {
      overwrite: query["overwrite"] === "true",
      overwriteExceptions: query["overwrite_exceptions"] === "true",
      by: principal.name,
    };
    const report = importLines(text, choices, service);
    if (report.imported + report.exceptions > 0) await service.reload();
    return {
      json: {
        success: report.errors.length === 0,
        success_count: report.imported,
        rules_count: report.rules,
        errors: report.errors,
        exceptions_success: report.exceptionErrors.length === 0,
        exceptions_success_count: report.exceptions,
        exceptions_errors: report.exceptionErrors,
        action_connectors_success: report.connectors === 0,
        action_connectors_success_count: 0,
        action_connectors_errors:
          report.connectors === 0 ? [] : [{ error: { status_code: 400, message: "connectors are not kept: set outputs instead" } }],
        action_connectors_warnings: [],
      },
    };
  },
};
