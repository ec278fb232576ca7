import { describe, expect, test } from "vitest";
import { createServiceClock } from "./clock.ts";

/** A machine whose two clocks are moved by hand, in seconds. */
function machine(): { clock: ReturnType<typeof createServiceClock>; pass(seconds: number): number; jump(seconds: number): void } {
  let wall = 1_000_000_000_000;
  let steady = 0;
  const clock = createServiceClock(
    () => wall,
    () => steady,
  );
  const start = wall;
  return {
    clock,
    pass(seconds) {
      wall += seconds * 1000;
      steady += seconds * 1000;
      return (clock.now() - start) / 1000;
    },
    jump(seconds) {
      wall += seconds * 1000;
    },
  };
}

describe("the service's clock", () => {
  test("follows the wall clock, and its small corrections", () => {
    const { pass, jump } = machine();
    expect(pass(10)).toBe(10);
    jump(5);
    expect(pass(10)).toBe(25);
  });

  test("never goes back", () => {
    const { pass, jump, clock } = machine();
    pass(100);
    jump(-5);
    expect(pass(1)).toBe(100);
    jump(-3_600);
    expect(pass(1)).toBeGreaterThanOrEqual(100);
    expect(clock.skew).toBeLessThan(0);
  });

  test("believes a leap forward only once it has lasted", () => {
    const { pass, jump, clock } = machine();
    pass(10);
    jump(3_600);
    expect(pass(1)).toBe(11);
    expect(clock.skew).toBeGreaterThan(3_000_000);
    jump(-3_600);
    expect(pass(1)).toBe(12);
    expect(clock.skew).toBe(0);
    jump(3_600);
    for (let i = 0; i < 6; i++) pass(60);
    expect(pass(60)).toBe(3_600 + 12 + 7 * 60);
  });
});
