import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./Icon.tsx";

/** A modal window: the browser keeps the focus in it, and Escape closes it. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { title, onClose, className = "", children } = props;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      className={className}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === box.current && box.current.close()}
    >
      <div className="dialog-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="plain" aria-label="Close" onClick={() => box.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
