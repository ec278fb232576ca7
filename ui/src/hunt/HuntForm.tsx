import { Range, type TimeRange } from "../parts/Range.tsx";
import { type HuntLanguage, LANGUAGES } from "./search.ts";

const TITLES: Readonly<Record<HuntLanguage, string>> = { eql: "EQL", kuery: "KQL", lucene: "Lucene", esql: "ES|QL" };
const EXAMPLES: Readonly<Record<HuntLanguage, string>> = {
  eql: 'process where process.name : "curl" and process.args : "http*"',
  kuery: "process.name : curl and user.id : 0",
  lucene: "process.name:curl AND NOT user.id:0",
  esql: "FROM logs-* | STATS n = COUNT(*) BY process.name | SORT n DESC | LIMIT 20",
};

/** What is hunted for, as it is being written. */
export interface HuntDraft {
  readonly language: HuntLanguage;
  readonly query: string;
  readonly range: TimeRange;
}

interface Props {
  readonly draft: HuntDraft;
  readonly isBusy: boolean;
  readonly onChange: (draft: HuntDraft) => void;
  readonly onRun: () => void;
}

export function HuntForm({ draft, isBusy, onChange, onRun }: Props) {
  const { language, query, range } = draft;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <div className="row">
        <select
          aria-label="Language"
          value={language}
          onChange={(event) => onChange({ ...draft, language: event.target.value as HuntLanguage })}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each}>
              {TITLES[each]}
            </option>
          ))}
        </select>
        <Range range={range} onChange={(next) => onChange({ ...draft, range: next })} />
        <button type="submit" className="primary" disabled={isBusy || query.trim() === ""}>
          Hunt <kbd>Ctrl ↵</kbd>
        </button>
        {query === "" && (
          <button type="button" onClick={() => onChange({ ...draft, query: EXAMPLES[language] })}>
            Take the example
          </button>
        )}
      </div>
      <textarea
        aria-label="Query"
        spellCheck={false}
        rows={4}
        placeholder={EXAMPLES[language]}
        value={query}
        onChange={(event) => onChange({ ...draft, query: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onRun();
        }}
      />
    </form>
  );
}
