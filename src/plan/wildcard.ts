/** A text as a wildcard pattern that only it fits. */
export const escapeWildcard = (text: string): string => text.replace(/[\\*?]/g, "\\$&");

/** Whether a wildcard pattern has a `*` or `?` that is not escaped. */
export function hasWildcard(pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === "*" || char === "?") return true;
    if (char === "\\") i++;
  }
  return false;
}
