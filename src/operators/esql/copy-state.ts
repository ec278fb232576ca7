/** A deep copy of an aggregate's state, which is plain JSON data. */
export function copyState(state: unknown): unknown {
  if (typeof state !== "object" || state === null) return state;
  if (Array.isArray(state)) return state.map(copyState);
  const copy: Record<string, unknown> = { ...state };
  for (const key of Object.keys(copy)) {
    const value = copy[key];
    if (typeof value === "object" && value !== null) copy[key] = copyState(value);
  }
  return copy;
}
