import { useMemo } from "preact/hooks";
import { traceTree } from "@earshot/trace/reducer";
import type { SharedTrace } from "../../../src/api/shared-trace.js";
import { useCommands } from "../keyboard/command.js";
import { currentRoute } from "../routing/router.js";
import { CommandPalette, openPalette } from "../shell/command-palette.js";
import { nextTheme } from "../shell/theme.js";
import { RunDetails } from "../trace/run-details.js";
import { TraceView } from "../trace/trace-view.js";
import { sharedSource } from "./shared-source.js";

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A trace that was shared as a file: to be looked at, with nothing behind it. */
export function SharedPage({ shared }: { readonly shared: SharedTrace }) {
  const trees = useMemo(() => traceTree(shared.runs), [shared]);
  const source = useMemo(() => sharedSource(shared), [shared]);
  useCommands([
    { id: "palette", title: "All commands", group: "Page", keys: ["Mod+k"], run: () => openPalette("palette") },
    { id: "keys", title: "Show all keys", group: "Page", keys: ["?"], run: () => openPalette("keys") },
    { id: "theme", title: "Change the theme", group: "Page", keys: ["t"], run: nextTheme },
  ]);
  const route = currentRoute.value;
  const runId = (route.page === "trace" ? route.runId : undefined) ?? shared.runId;
  return (
    <div class="app">
      <header class="top-bar">
        <span class="brand">Earshot</span>
        <span class="shared-at">A trace shared {moment.format(shared.sharedAt)}</span>
        <button type="button" class="button" onClick={() => openPalette("keys")}>
          Keys <kbd>?</kbd>
        </button>
      </header>
      <main class="app-main" id="main" tabIndex={-1}>
        <TraceView trees={trees} traceId={trees[0]?.run.runId ?? shared.runId} selectedId={runId}>
          {(run, isCritical) => (
            <RunDetails key={run.runId} run={run} source={source} live={undefined} isCritical={isCritical} />
          )}
        </TraceView>
      </main>
      <CommandPalette />
    </div>
  );
}
