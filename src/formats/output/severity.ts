/** Severities of alerts, mildest first. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type AlertSeverity = (typeof SEVERITIES)[number];

/** Shapes that tell severities apart without colour. */
const MARKS: Readonly<Record<AlertSeverity, string>> = { low: "·", medium: "▪", high: "▲", critical: "◆" };

/** `▲ high`. */
export const severityLabel = (severity: AlertSeverity): string => `${MARKS[severity]} ${severity}`;

/** Columns of the longest label. */
export const SEVERITY_WIDTH: number = Math.max(...SEVERITIES.map((severity) => severityLabel(severity).length));

/** Anything that is no known severity counts as low. */
export const toSeverity = (value: unknown): AlertSeverity => SEVERITIES.find((severity) => severity === value) ?? "low";

export const worse = (a: AlertSeverity, b: AlertSeverity): AlertSeverity => (SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b);
