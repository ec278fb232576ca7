/** A text as a wildcard pattern that only it fits. */
export const escapeWildcard = (text: string): string => text.replace(/[\\*?]/g, "\\$&");
