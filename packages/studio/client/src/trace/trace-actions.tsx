import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import { addressOf, request } from "../api/studio-client.js";
import { formatCount } from "../format/format-amounts.js";
import { useCommands } from "../keyboard/command.js";
import { goTo } from "../routing/router.js";
import { copyTest } from "./copy-test.js";
import { saveFile } from "./save-file.js";

interface TraceActionsProps {
  readonly run: RunRecord;
  /** How many runs the trace has: they are deleted together. */
  readonly runsOfTrace: number;
}

/** What can be done with a run and its trace; in the palette, too. */
export function TraceActions({ run, runsOfTrace }: TraceActionsProps) {
  const isAsked = useSignal(false);
  const buttons = useRef<HTMLDivElement>(null);
  const parameters = { runId: run.runId };
  const { said, attempt } = useAttempt();
  const copyId = () =>
    attempt(async () => {
      await navigator.clipboard.writeText(run.runId);
      return "Copied.";
    });
  const remove = () => {
    if (!isAsked.peek()) {
      isAsked.value = true;
      // Who asked by the palette answers by the same key, where it is asked.
      buttons.current?.querySelector<HTMLElement>("[data-action=delete]")?.focus();
      return;
    }
    attempt(async () => {
      await request("DELETE /api/traces/:runId", { parameters });
      goTo({ page: "runs", filters: new URLSearchParams() }, { replace: true });
      return "Deleted.";
    });
  };
  const compare = () => goTo({ page: "compare", left: run.runId, right: "" });
  const group = "Trace";
  const actions = [
    { id: "copy-id", title: "Copy id", group, keys: ["y"], run: copyId },
    { id: "copy-test", title: "Copy as test", group, run: () => attempt(() => copyTest(run.runId)) },
    {
      id: "share",
      title: "Share",
      group,
      run: () => saveFile(addressOf("GET /api/traces/:runId/share", { parameters })),
    },
    { id: "compare-with", title: "Compare", group, keys: ["c"], run: compare },
    { id: "export", title: "Export", group, run: () => saveFile(`/api/export?${new URLSearchParams(parameters)}`) },
    { id: "delete", title: isAsked.value ? sureToDelete(runsOfTrace) : "Delete", group, run: remove },
  ] as const;
  useCommands(actions, [run.runId, runsOfTrace, isAsked.value]);
  return (
    <div class="actions" role="group" aria-label="Actions" ref={buttons}>
      {actions.map(({ id, title, run: act }) => (
        <button
          key={id}
          type="button"
          class="button"
          data-action={id}
          data-is-asked={id === "delete" && isAsked.value}
          onClick={act}
          onBlur={() => (isAsked.value = false)}
        >
          {title}
        </button>
      ))}
      <span class="said" role="status">
        {said.value}
      </span>
    </div>
  );
}

const sureToDelete = (runs: number): string =>
  runs === 1 ? "Delete for good?" : `Delete the whole trace, ${formatCount(runs)} runs, for good?`;

/** Does something, and has `said` what came of it. */
function useAttempt() {
  const said = useSignal("");
  const attempt = (work: () => Promise<string>) => {
    work().then(
      (text) => (said.value = text),
      (error: unknown) => (said.value = error instanceof Error ? error.message : String(error)),
    );
  };
  return { said, attempt };
}
