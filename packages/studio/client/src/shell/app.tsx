import { currentRoute, goBack, goTo } from "../routing/router.js";
import { RunsPage } from "../runs/runs-page.js";
import { useCommands } from "../keyboard/command.js";
import { TracePage } from "../trace/trace-page.js";
import { DeadEnd } from "./dead-end.js";
import { lazyView } from "./lazy-view.js";
import { CommandPalette, openPalette } from "./command-palette.js";
import { ImportFiles } from "./import-files.js";
import { nextTheme } from "./theme.js";
import { TopBar } from "./top-bar.js";

const ThreadsPage = lazyView(() => import("../threads/threads-page.js").then((module) => module.ThreadsPage));
const ThreadPage = lazyView(() => import("../threads/thread-page.js").then((module) => module.ThreadPage));
const ComparePage = lazyView(() => import("../views/compare/compare-page.js").then((module) => module.ComparePage));
const StatisticsPage = lazyView(() =>
  import("../views/statistics/statistics-page.js").then((module) => module.StatisticsPage),
);

/** The page: a bar, and below it what the address names. */
export function App() {
  useCommands([
    { id: "palette", title: "All commands", group: "Page", keys: ["Mod+k"], run: () => openPalette("palette") },
    { id: "keys", title: "Show all keys", group: "Page", keys: ["?"], run: () => openPalette("keys") },
    {
      id: "runs",
      title: "Go to runs",
      group: "Go to",
      keys: ["g l", "g r"],
      run: () => goTo({ page: "runs", filters: new URLSearchParams() }),
    },
    { id: "threads", title: "Go to threads", group: "Go to", keys: ["g t"], run: () => goTo({ page: "threads" }) },
    {
      id: "compare",
      title: "Compare two runs",
      group: "Go to",
      keys: ["g c"],
      run: () => goTo({ page: "compare", left: "", right: "" }),
    },
    {
      id: "statistics",
      title: "Go to statistics",
      group: "Go to",
      keys: ["g s"],
      run: () => goTo({ page: "statistics", filters: new URLSearchParams() }),
    },
    { id: "theme", title: "Change the theme", group: "Page", keys: ["t"], run: nextTheme },
    {
      id: "back",
      title: "Back",
      group: "Go to",
      keys: ["Escape"],
      isMovement: true,
      run: () => currentRoute.peek().page !== "runs" && goBack(),
    },
  ]);
  return (
    <div class="app">
      <TopBar />
      <main class="app-main" id="main" tabIndex={-1}>
        <CurrentPage />
      </main>
      <CommandPalette />
      <ImportFiles />
    </div>
  );
}

function CurrentPage() {
  const route = currentRoute.value;
  if (route.page === "runs") return <RunsPage filters={route.filters} />;
  if (route.page === "trace") return <TracePage traceId={route.traceId} runId={route.runId} />;
  if (route.page === "threads" && route.sessionId !== undefined)
    return <ThreadPage key={route.sessionId} sessionId={route.sessionId} />;
  if (route.page === "threads") return <ThreadsPage />;
  if (route.page === "statistics") return <StatisticsPage filters={route.filters} />;
  if (route.page === "compare") return <ComparePage left={route.left} right={route.right} />;
  return <DeadEnd title="There is no such page" />;
}
