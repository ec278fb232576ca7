import { cleanIndexName, indexOf } from "../../event/index-name.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { Integration } from "../../integrations/integration.ts";
import { createNormaliser, type Normaliser } from "../../integrations/normaliser.ts";
import { contentFingerprint } from "../../store/journal/document-ids.ts";
import type { NewRecord } from "../../store/journal/frame.ts";
import { type EventSummary, summaryOf } from "../../store/journal/frame-tally.ts";
import type { ReadDocument } from "./document.ts";
import { createEventLines, type EventLines, type KnownEvent } from "./event-lines.ts";

/** A document on its way in. */
export interface SentDocument extends ReadDocument {
  readonly index: string | null;
  readonly id: string | null;
}

/** Raw records that nobody has a mapping for, by kind. */
export interface UnmappedKind {
  readonly kind: string;
  readonly count: number;
  /** One of them, shortened. */
  readonly example: string;
}

/** Turns what was sent into what is journaled: ECS documents stay byte for byte, raw records go through the integrations. */
export interface Intake {
  /** What requests are read by. */
  readonly lines: EventLines;
  recordsOf(sent: SentDocument): readonly NewRecord[];
  unmapped(): readonly UnmappedKind[];
}

const EXAMPLE_LENGTH = 500;

/** What a person says about what comes. */
export interface IntakeOptions {
  /** Mappings of one's own, asked before all others. */
  readonly mappings?: readonly Integration[] | undefined;
  /** Index of events that name none. */
  readonly index?: string | null | undefined;
}

export function createIntake({ mappings = [], index: unnamed = null }: IntakeOptions = {}): Intake {
  const kinds = new Map<string, { count: number; example: string }>();
  const normaliser: Normaliser = createNormaliser(
    {
      unmapped(kind, record) {
        const known = kinds.get(kind);
        if (known) known.count++;
        else kinds.set(kind, { count: 1, example: JSON.stringify(record).slice(0, EXAMPLE_LENGTH) });
      },
      other: () => undefined,
    },
    undefined,
    mappings,
  );
  /** Where an event goes that was sent to no index. */
  const placeOf = (own: string | undefined): string | null => (own === undefined ? unnamed : null);
  const out: EventDocument[] = [];
  return {
    lines: createEventLines(),
    recordsOf({ content, json, index: sent, id }) {
      if ("event" in content) {
        const index = sent ?? placeOf(content.event.index);
        return [{ index, id, json, summary: summaryOfEvent(content.event, index) }];
      }
      const { document } = content;
      out.length = 0;
      normaliser.add(document, out);
      if (out.length === 1 && out[0] === document) {
        const index = sent ?? placeOf(indexOf(document));
        return [{ index, id, json, summary: summaryOf(document, index) }];
      }
      const fingerprint = id === null ? undefined : contentFingerprint(json);
      return out.map((event, i) => {
        const index = sent ?? placeOf(indexOf(event));
        return {
          index,
          id: id === null || i === 0 ? id : `${id}-${i}`,
          sent: fingerprint !== undefined && i > 0 ? "" : fingerprint,
          json: Buffer.from(JSON.stringify(event)),
          summary: summaryOf(event, index),
        };
      });
    },
    unmapped: () => Array.from(kinds, ([kind, { count, example }]) => ({ kind, count, example })),
  };
}

function summaryOfEvent({ index: own, time, hosts, isBare }: KnownEvent, sent: string | null): EventSummary {
  const index = own ?? (sent === null ? "" : cleanIndexName(sent));
  return { index, time, hosts, isBare };
}
