/** A line chart as an SVG text, readable on light and on dark pages. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

interface Axis {
  readonly label: string;
  /** Values at which the axis is marked, ascending; the first and last are its ends. A logarithmic axis has no zero. */
  readonly ticks: readonly number[];
  readonly logarithmic?: boolean;
}

interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 760;
const HEIGHT = 420;
/** Beyond the plot, for the last mark of the axis. */
const MARGIN = 28;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 64;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #444c56 }
  .title { font-size: 16px; font-weight: 600; fill: #1f2328 }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .line { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #0969da } .d0 { fill: #0969da }
  .c1 { stroke: #bc4c00 } .d1 { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #adbac7 }
    .title { fill: #e6edf3 }
    .grid { stroke: #444c56 }
    .c0 { stroke: #58a6ff } .d0 { fill: #58a6ff }
    .c1 { stroke: #f0883e } .d1 { fill: #f0883e }
  }`;

/** At most two lines: there are colours for two. */
export function drawChart({ title, x, y, lines }: Chart): string {
  const across = scale(x, LEFT, WIDTH - RIGHT);
  const up = scale(y, HEIGHT - BOTTOM, TOP);
  const rows = y.ticks.map(
    (tick) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${up(tick)}" y2="${up(tick)}"/>
<text x="${LEFT - 8}" y="${up(tick) + 4}" text-anchor="end">${tick.toLocaleString("en")}</text>`,
  );
  const columns = x.ticks.map(
    (tick) => `<text x="${across(tick)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${tick.toLocaleString("en")}</text>`,
  );
  const drawn = lines.map(({ name, points }, i) => {
    const places = points.map(([px, py]) => `${across(px)},${up(py)}`);
    const dots = points.map(([px, py]) => `<circle class="d${i}" cx="${across(px)}" cy="${up(py)}" r="3.5"/>`).join("");
    const label = `<circle class="d${i}" cx="${LEFT + 8 + i * 300}" cy="${TOP - 12}" r="4"/><text x="${LEFT + 18 + i * 300}" y="${TOP - 8}">${name}</text>`;
    return `<polyline class="line c${i}" points="${places.join(" ")}"/>${dots}${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + MARGIN} ${HEIGHT}" width="${WIDTH + MARGIN}" height="${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}
</style>
<text class="title" x="${LEFT}" y="24">${title}</text>
${[...rows, ...columns, ...drawn].join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 16}" text-anchor="middle">${x.label}</text>
<text transform="translate(18 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>
</svg>
`;
}

/** From values of the axis to places on the page. */
function scale({ ticks, logarithmic }: Axis, from: number, to: number): (value: number) => number {
  const at = logarithmic ? Math.log : (value: number) => value;
  const [low, high] = [at(ticks[0] as number), at(ticks.at(-1) as number)];
  return (value) => Math.round((from + ((at(value) - low) / (high - low)) * (to - from)) * 10) / 10;
}
