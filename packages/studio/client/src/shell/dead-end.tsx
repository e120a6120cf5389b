import type { ComponentChildren } from "preact";

interface DeadEndProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** What stands where there is nothing to show, with the way back. */
export function DeadEnd({ title, children }: DeadEndProps) {
  return (
    <div class="empty" role="alert">
      <h2>{title}</h2>
      {children}
      <p>
        <a class="link" href="#/runs">
          Show all runs
        </a>
      </p>
    </div>
  );
}
