import type { AlertDetail, Clause, Explanation, ProcessNode } from "../../../src/server/wire/alerts.ts";
import { clock, inert, shown } from "../parts/format.ts";

export function OverviewTab({ detail }: { readonly detail: AlertDetail }) {
  const { row, explanation, highlights, processTree, threat } = detail;
  return (
    <>
      <p className="reason">{inert(row.reason)}</p>
      <h3>Why it fired</h3>
      {explanation ? (
        <Why explanation={explanation} />
      ) : (
        <p className="dim">Its events are no longer stored, so the clauses cannot be shown.</p>
      )}
      {highlights.length > 0 && (
        <>
          <h3>Highlighted fields</h3>
          <table className="fields">
            <tbody>
              {highlights.map(({ field, value }) => (
                <tr key={field}>
                  <th scope="row">{inert(field)}</th>
                  <td>{shown(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {processTree.length > 0 && (
        <>
          <h3>Process tree</h3>
          <Processes nodes={processTree} />
        </>
      )}
      {threat.length > 0 && (
        <>
          <h3>MITRE ATT&amp;CK</h3>
          <ul className="threat">
            {threat.map(({ tactic, technique, subtechnique }) => (
              <li key={`${tactic.id}${technique?.id}${subtechnique?.id}`}>
                {[tactic, technique, subtechnique]
                  .filter((part) => part !== null)
                  .map((part) => `${inert(part.name)} (${inert(part.id)})`)
                  .join(" › ")}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Why({ explanation: { stages, story } }: { readonly explanation: Explanation }) {
  return (
    <>
      {story.map((sentence) => (
        <p key={sentence}>{inert(sentence)}</p>
      ))}
      {stages.map(({ title, event, clause }, i) => (
        <div key={`${title}${i}`} className="stage">
          {stages.length > 1 && (
            <p>
              <b>{inert(title)}</b> {event !== null && <span className="dim">{inert(event)}</span>}
            </p>
          )}
          <ul className="clauses">
            <ClauseItem clause={clause} />
          </ul>
        </div>
      ))}
    </>
  );
}

function ClauseItem({ clause: { text, verdict, seen, children } }: { readonly clause: Clause }) {
  return (
    <li data-verdict={verdict}>
      <span className="verdict" aria-label={verdict ? "true" : "false"}>
        {verdict ? "✓" : "✗"}
      </span>
      <code title={children.length > 0 ? inert(text) : undefined} className={children.length > 0 ? "whole" : undefined}>
        {inert(text)}
      </code>
      {seen.map(({ field, values }) => (
        <span key={field} className="seen">
          {inert(field)} = {values.length === 0 ? "missing" : values.map(shown).join(", ")}
        </span>
      ))}
      {children.length > 0 && (
        <ul>
          {children.map((child, i) => (
            <ClauseItem key={`${child.text}${i}`} clause={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Processes({ nodes }: { readonly nodes: readonly ProcessNode[] }) {
  return (
    <ul className="processes">
      {nodes.map((node, i) => (
        <li key={`${node.pid}${node.name}${i}`}>
          <span className="process" data-subject={node.subject}>
            <b>{inert(node.name)}</b>
            <span className="dim">
              {node.pid !== null && ` ${node.pid}`}
              {node.user !== null && ` · ${inert(node.user)}`}
              {node.time !== null && ` · ${clock(node.time)}`}
            </span>
            {node.commandLine !== null && <code className="command">{inert(node.commandLine)}</code>}
          </span>
          {node.children.length > 0 && <Processes nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}
