/** Colours on paper and in the dark; texts reach a contrast of 4.5 on every ground they stand on. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #fcfbf9; --sunken: #f4f2ee; --raised: #ffffff; --line: #e3dfd8; --line-strong: #c9c3b8;
  --ink: #1d1b18; --soft: #4c4740; --dim: #6b655c; --link: #24507f; --brand: #7a4d08;
  --critical: #a8123c; --high: #b1440a; --medium: #7d6100; --low: #3c6580;
  --critical-ground: #fbe9ed; --high-ground: #fcede4; --medium-ground: #f8f1d8; --low-ground: #e8f0f5;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #141312; --sunken: #1d1b19; --raised: #191716; --line: #2e2b28; --line-strong: #4a4540;
    --ink: #ece8e2; --soft: #c6c0b7; --dim: #a09a90; --link: #93bdea; --brand: #e0ac58;
    --critical: #ff7c98; --high: #ff9d63; --medium: #e2c04c; --low: #8fbcdb;
    --critical-ground: #381620; --high-ground: #35200f; --medium-ground: #2c2509; --low-ground: #152733;
  }
}
.critical { --tone: var(--critical); --tone-ground: var(--critical-ground); }
.high { --tone: var(--high); --tone-ground: var(--high-ground); }
.medium { --tone: var(--medium); --tone-ground: var(--medium-ground); }
.low { --tone: var(--low); --tone-ground: var(--low-ground); }
.mark, .severity { color: var(--tone); }
.severity { font-weight: 600; }
.fill { fill: var(--tone); }
`;
