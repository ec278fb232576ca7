import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { createProgressLine, progressText } from "./progress.ts";

const STATE = { bytes: 123_000_000, totalBytes: 300_000_000, events: 68_200, alerts: 14 };

function target(isTerminal: boolean, width = 120): { written: string[]; write(text: string): void; isTerminal: boolean; width: number } {
  const written: string[] = [];
  return { written, write: (text) => void written.push(text), isTerminal, width };
}

describe("progress", () => {
  test.each([
    [STATE, 2, "████████░░░░░░░░░░░░ 41 %  123.0 MB of 300.0 MB  68,200 events (34,100/s)  14 alerts  about 2.88 s left"],
    [{ ...STATE, totalBytes: undefined }, 2, "123.0 MB  68,200 events (34,100/s)  14 alerts"],
    [{ bytes: 1, totalBytes: 1000, events: 0, alerts: 1 }, 0, "░░░░░░░░░░░░░░░░░░░░ 0 %  1 byte of 1.0 kB  0 events  1 alert"],
    [{ bytes: 2000, totalBytes: 1000, events: 5, alerts: 0 }, 1, "████████████████████ 100 %  2.0 kB of 1.0 kB  5 events (5/s)  0 alerts"],
  ])("%j", (state, seconds, text) => {
    expect(progressText(state, seconds)).toBe(text);
  });

  test("draws ten times a second at the most, and is wiped", () => {
    let time = 0;
    const terminal = target(true);
    const line = createProgressLine(terminal, () => time);
    for (time = 0; time < 1000; time += 10) line.update(STATE);
    expect(terminal.written).toHaveLength(10);
    line.clear();
    line.clear();
    expect(terminal.written.slice(10)).toEqual(["\r\u001b[K"]);
  });

  test("stays on one line of the terminal", () => {
    for (const width of [20, 60, 200]) {
      const terminal = target(true, width);
      createProgressLine(terminal, () => 0).update(STATE);
      expect(stringWidth(terminal.written[0] ?? "")).toBeLessThan(width);
    }
  });

  test("writes nothing where there is no terminal", () => {
    const file = target(false);
    const line = createProgressLine(file, () => 0);
    line.update(STATE);
    line.clear();
    expect(file.written).toEqual([]);
  });
});
