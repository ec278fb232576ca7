import type { StixObject } from "./object.ts";
import { textOf } from "./object.ts";
import { tlpDefinition, tlpOf } from "./marking.ts";

/** What a feed's other objects say about its indicators. */
export interface StixContext {
  /** Takes notice of an object. */
  note(object: StixObject): void;
  /** The name of who made it. */
  providerOf(object: StixObject): string | undefined;
  tlpOf(object: StixObject): string | undefined;
  sightingsOf(object: StixObject): Sightings | undefined;
  /** The feed has brought a later version. */
  isReplaced(object: StixObject): boolean;
}

export interface Sightings {
  readonly count: number;
  readonly last?: string;
}

export function createStixContext(): StixContext {
  const identities = new Map<string, string>();
  const markings = new Map<string, string>();
  const sightings = new Map<string, Sightings>();
  const versions = new Map<string, string>();

  const noteVersion = ({ id, modified }: StixObject): void => {
    const known = versions.get(id);
    if (typeof modified === "string" && (known === undefined || modified > known)) versions.set(id, modified);
  };
  const noteSighting = ({ sighting_of_ref: of, count, last_seen: seen }: StixObject): void => {
    if (typeof of !== "string") return;
    const before = sightings.get(of) ?? { count: 0 };
    const last = [before.last, textOf(seen)]
      .filter((time) => time !== undefined)
      .toSorted()
      .at(-1);
    sightings.set(of, { count: before.count + (typeof count === "number" ? count : 1), ...(last !== undefined && { last }) });
  };

  return {
    note: (object) => {
      const name = textOf(object["name"]);
      if (object.type === "identity" && name !== undefined) identities.set(object.id, name);
      else if (object.type === "sighting") noteSighting(object);
      else if (object.type === "indicator") noteVersion(object);
      else if (object.type === "marking-definition") {
        const color = tlpDefinition(object);
        if (color !== undefined) markings.set(object.id, color);
      }
    },
    providerOf: ({ created_by_ref: by }) => (typeof by === "string" ? identities.get(by) : undefined),
    tlpOf: ({ object_marking_refs: refs }) => tlpOf(refs, markings),
    sightingsOf: ({ id }) => sightings.get(id),
    isReplaced: ({ id, modified }) => typeof modified === "string" && modified < (versions.get(id) ?? ""),
  };
}
