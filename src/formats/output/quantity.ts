/** `1,846`: none is below zero; halves are rounded up. (What the platform has for it takes longer to load than a hundred rules.) */
export const formatCount = (count: number): string => String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 rule`, `3 rules`. */
export const plural = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** `80.3 MB`, in powers of 1,000. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? plural(bytes, "byte") : `${value.toFixed(1)} ${UNITS[unit]}`;
}

/** `0.42 s`, `12.3 s`, `4 min 05 s`, `2 h 03 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${two(minutes % 60)} min`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `4,100/s`; empty where no time has passed. */
export const formatRate = (count: number, seconds: number): string => (seconds > 0 ? `${formatCount(count / seconds)}/s` : "");
