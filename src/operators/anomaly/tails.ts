/** Tail probabilities of the distributions that scores rest on. All are accurate to about ten digits, far tails included. */

/** P(T > t) of Student's t with so many degrees of freedom. */
export function studentTail(t: number, freedom: number): number {
  const half = 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  return t >= 0 ? half : 1 - half;
}

/** P(X >= count) of a Poisson variable with a mean. */
export const poissonAtLeast = (count: number, mean: number): number => (count <= 0 ? 1 : mean <= 0 ? 0 : lowerGamma(count, mean));

/** P(X <= count) of a Poisson variable with a mean. */
export const poissonAtMost = (count: number, mean: number): number => (mean <= 0 ? 1 : upperGamma(Math.floor(count) + 1, mean));

const STEPS = 500;
const EPSILON = 1e-14;
/** Stands for a zero that the continued fractions must not divide by. */
const TINY = 1e-300;

/** The logarithm of the gamma function, for positive arguments: Stirling's series from 10 on, by its recurrence below. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += Math.log(at);
  const square = at * at;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** The regularised incomplete gamma functions: P (lower) from a series or as what Q leaves, Q (upper) the other way round. */
const lowerGamma = (a: number, x: number): number => (x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x));
const upperGamma = (a: number, x: number): number => (x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x));

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < STEPS * 20 && term > sum * EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i <= STEPS * 20; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / notZero(an * d + b);
    c = notZero(b + an / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < EPSILON) break;
  }
  return h * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** The regularised incomplete beta function. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < EPSILON) break;
  }
  return h;
}

const notZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);
