import type { Overlay } from "../overlay.ts";

/** Transactions, spans and errors of Elastic APM. */
export const APM: Overlay = {
  title: "APM",
  fields: {
    keyword: `
      error.culprit error.exception.type error.grouping_key parent.id processor.event processor.name service.framework.name
      service.language.name span.action span.name span.subtype span.type timeseries.instance transaction.name transaction.result
      transaction.type url.scheme_original
    `,
    text: "error.exception.message error.log.message",
    long: "span.duration.us timestamp.us transaction.duration.us",
    boolean: "error.exception.handled transaction.sampled",
  },
  families: {
    unknown: "processor span transaction transaction.marks",
  },
};
