import type { JsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { createNormaliser, type Normaliser } from "../../integrations/normaliser.ts";
import { contentFingerprint } from "../../store/journal/document-ids.ts";
import type { NewRecord } from "../../store/journal/frame.ts";
import { summaryOf } from "../../store/journal/frame-tally.ts";

/** A document as a shipper sent it. */
export interface SentDocument {
  readonly document: JsonObject;
  /** Its text as it came, on one line; absent where it was put together from another form. */
  readonly json?: Buffer;
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
  recordsOf(sent: SentDocument): readonly NewRecord[];
  unmapped(): readonly UnmappedKind[];
}

const EXAMPLE_LENGTH = 500;

export function createIntake(): Intake {
  const kinds = new Map<string, { count: number; example: string }>();
  const normaliser: Normaliser = createNormaliser({
    unmapped(kind, record) {
      const known = kinds.get(kind);
      if (known) known.count++;
      else kinds.set(kind, { count: 1, example: JSON.stringify(record).slice(0, EXAMPLE_LENGTH) });
    },
    other: () => undefined,
  });
  const out: EventDocument[] = [];
  return {
    recordsOf({ document, json, index, id }) {
      out.length = 0;
      normaliser.add(document, out);
      if (json && out.length === 1 && out[0] === document) return [{ index, id, json, summary: summaryOf(document, index) }];
      const sent = id !== null && json ? contentFingerprint(json) : undefined;
      return out.map((event, i) => ({
        index: index ?? null,
        id: id === null || i === 0 ? id : `${id}-${i}`,
        sent: sent !== undefined && i > 0 ? "" : sent,
        json: Buffer.from(JSON.stringify(event)),
        summary: summaryOf(event, index),
      }));
    },
    unmapped: () => Array.from(kinds, ([kind, { count, example }]) => ({ kind, count, example })),
  };
}
