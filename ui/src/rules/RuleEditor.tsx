import {
  autocompletion,
  closeBrackets,
  type Completion as Option,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic as Mark, linter, lintGutter } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import type { WireDiagnostic } from "../../../src/server/wire/json.ts";
import type { Completion, RuleCheck, RuleText } from "../../../src/server/wire/rules.ts";
import { checkRule, useCompletion } from "../api/rules.ts";
import { Diagnostics } from "../parts/Fault.tsx";
import { ruleLanguage } from "./highlight.ts";

/** Characters that hide or reorder and that the editor would not mark by itself. */
const HIDING = /[\u180e\u200c-\u200d\u202a-\u202c\u2060-\u206f\u{e0000}-\u{e007f}]/gu;

/** Milliseconds of rest before a text is checked. */
const CHECK_AFTER = 250;

interface Props {
  readonly text: RuleText;
  readonly onChange: (source: string) => void;
}

/** A rule's text with colours, completion, and the server's faults at their places. */
export function RuleEditor({ text, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({
    onChange,
    query: null as RuleCheck["query"],
    format: text.format,
    completion: undefined as Completion | undefined,
  });
  const [faults, setFaults] = useState<readonly WireDiagnostic[]>([]);
  const completion = useCompletion().data;
  latest.current = { ...latest.current, onChange, format: text.format, completion };
  useEffect(() => {
    const check = async (editor: EditorView): Promise<readonly Mark[]> => {
      const { diagnostics, query } = await checkRule({ source: editor.state.doc.toString(), format: latest.current.format });
      latest.current.query = query;
      setFaults(diagnostics);
      return diagnostics.map((fault) => markOf(fault, editor.state.doc.length));
    };
    const editor = new EditorView({
      parent: box.current as HTMLElement,
      state: EditorState.create({
        doc: text.source,
        extensions: [
          lineNumbers(),
          highlightSpecialChars({ addSpecialChars: HIDING }),
          history(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          lintGutter(),
          linter(check, { delay: CHECK_AFTER }),
          autocompletion({ override: [(context) => complete(context, latest.current.query, latest.current.completion)] }),
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
          ruleLanguage,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "The rule's text" }),
          EditorView.updateListener.of((update) => update.docChanged && latest.current.onChange(update.state.doc.toString())),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
    // One editor as long as the page is shown: it keeps its own text.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text.source)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text.source } });
  }, [text.source]);
  const go = (fault: WireDiagnostic): void => {
    view.current?.dispatch({ selection: { anchor: fault.from }, scrollIntoView: true });
    view.current?.focus();
  };
  return (
    <div className="editor">
      <div ref={box} />
      <Diagnostics list={faults} onGo={go} />
    </div>
  );
}

function markOf({ from, to, severity, message, hint, code }: WireDiagnostic, length: number): Mark {
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return { from: Math.min(from, length), to: Math.min(Math.max(to, from), length), severity, message: `${text} (${code})` };
}

/** Inside the query: fields, and the functions of its language. */
function complete(context: CompletionContext, query: RuleCheck["query"], known: Completion | undefined): CompletionResult | null {
  const word = context.matchBefore(/[\w.@]+/);
  if (!word || !query || !known || word.from < query.from || word.to > query.to) return null;
  const fields: Option[] = known.fields.map(({ name, type }) => ({ label: name, type: "property", detail: type }));
  const functions: Option[] = known.functions
    .filter(({ language }) => language === query.language)
    .map(({ name, signature, summary }) => ({ label: name, type: "function", detail: signature, info: summary, apply: `${name}(` }));
  return { from: word.from, options: [...fields, ...functions], validFor: /^[\w.@]*$/ };
}
