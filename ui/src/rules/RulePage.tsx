import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { RuleDetail, RuleText } from "../../../src/server/wire/rules.ts";
import { useRule, useRuleActions } from "../api/rules.ts";
import { useMay } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { inert } from "../parts/format.ts";
import { useKeys } from "../shell/keys.ts";
import { RuleEditor } from "./RuleEditor.tsx";
import { RuleFacts } from "./RuleFacts.tsx";
import { NEW_RULE } from "./template.ts";
import { TryPanel } from "./TryPanel.tsx";

export function NewRulePage() {
  return <Workbench detail={undefined} saved={NEW_RULE} />;
}

export function RulePage() {
  const { id } = useParams({ from: "/rules/$id" });
  const { data, error } = useRule(id);
  if (error) return <Fault error={error} />;
  if (!data) return <section className="rule" aria-busy="true" />;
  return <Workbench key={id} detail={data} saved={{ source: data.source, format: data.format }} />;
}

/** A rule's text beside what it does: faults while it is written, what it would find, then the save. */
function Workbench({ detail, saved }: { readonly detail: RuleDetail | undefined; readonly saved: RuleText }) {
  const [source, setSource] = useState(saved.source);
  const text = useMemo(() => ({ source, format: saved.format }), [source, saved.format]);
  const { save } = useRuleActions();
  const navigate = useNavigate();
  const mayChange = useMay("admin") && (detail?.editable ?? true);
  const isChanged = source !== saved.source;
  const keep = (): void => {
    if (!mayChange || (detail && !isChanged)) return;
    save.mutate({ id: detail?.row.id, text }, { onSuccess: ({ id }) => void navigate({ to: "/rules/$id", params: { id } }) });
  };
  useKeys({ "Mod+s": keep });
  return (
    <section className="rule">
      <header className="row">
        <h1>{detail ? inert(detail.row.name) : "A new rule"}</h1>
        <span className="grow" />
        {isChanged && <span className="chip">changed</span>}
        {isChanged && (
          <button type="button" onClick={() => setSource(saved.source)}>
            Undo all
          </button>
        )}
        <button
          type="button"
          className="primary"
          disabled={!mayChange || save.isPending || (detail !== undefined && !isChanged)}
          onClick={keep}
        >
          Save
        </button>
      </header>
      {detail && !detail.editable && (
        <p className="dim">The file {inert(detail.file ?? "")} is not written from here; what you change can be tried, not saved.</p>
      )}
      <Fault error={save.error} />
      <div className="workbench">
        <RuleEditor text={text} onChange={setSource} />
        <div className="beside">
          <TryPanel text={text} against={detail?.row.id} />
          {detail && <RuleFacts detail={detail} />}
        </div>
      </div>
    </section>
  );
}
