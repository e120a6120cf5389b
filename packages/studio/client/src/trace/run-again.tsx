import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { useCommands } from "../keyboard/command.js";
import { lazyView } from "../shell/lazy-view.js";

const ReplayForm = lazyView(() => import("../replay/replay-form.js").then((module) => module.ReplayForm));

/** The runs whose forms are open: who comes back to one finds it as it was left. */
const openForms = new Set<string>();

/** The form in which a call of a model is made again; made when it is opened. */
export function RunAgain({ run, events }: { readonly run: RunRecord; readonly events: readonly SentEvent[] }) {
  const isOpen = useSignal(openForms.has(run.runId));
  const element = useRef<HTMLDetailsElement>(null);
  const isAsked = useRef(false);
  const open = () => {
    if (element.current === null) return;
    element.current.open = true;
    element.current.scrollIntoView({ block: "start" });
    isAsked.current = !enter(element.current);
  };
  const onToggle = (isOpenNow: boolean) => {
    isOpen.value = isOpenNow;
    if (isOpenNow) openForms.add(run.runId);
    else openForms.delete(run.runId);
  };
  const onShown = (isFocusLost: boolean) => {
    if ((isAsked.current || isFocusLost) && element.current !== null) enter(element.current);
    isAsked.current = false;
  };
  useCommands([{ id: "run-again", title: "Run again, edited", group: "Trace", keys: ["r"], run: open }], [run.runId]);
  return (
    <details
      class="run-again"
      ref={element}
      open={isOpen.value}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary>Run again, edited</summary>
      {isOpen.value && events.length > 0 && <ReplayForm run={run} events={events} onShown={onShown} />}
    </details>
  );
}

/** Has what is opened by a key gone on with by keys. Answers whether there was a field: until its code is loaded, its title has the focus. */
function enter(panel: HTMLDetailsElement): boolean {
  const field = panel.querySelector<HTMLElement>("textarea, .v-button");
  (field ?? panel.querySelector("summary"))?.focus({ preventScroll: true });
  return field !== null;
}
