import { type ReactNode, useRef } from "react";

/** A button that opens what is below it; Escape, and leaving it, close it. */
export function Menu({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = (): void => box.current?.removeAttribute("open");
  return (
    <details
      ref={box}
      className="menu"
      onBlur={({ relatedTarget }) => relatedTarget instanceof Node && !box.current?.contains(relatedTarget) && close()}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !box.current?.open) return;
        // What lies under the menu stays as it is.
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        close();
        box.current.querySelector("summary")?.focus();
      }}
    >
      <summary>{title}</summary>
      <div className="menu-body">{children}</div>
    </details>
  );
}
