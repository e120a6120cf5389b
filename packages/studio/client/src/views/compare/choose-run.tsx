import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { isRootRun, type RunQuery, type RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../../format/name-of-run.js";
import { request } from "../../api/studio-client.js";
import { formatMoment } from "../../format/format-moment.js";
import { useCommands } from "../../keyboard/command.js";
import { moveCommands } from "../../keyboard/move-commands.js";
import { addressOfRoute } from "../../routing/route.js";
import { Duration, StatusMark } from "../../runs/run-cells.js";

interface ChooseRunProps {
  /** The sides that are chosen already: run ids, or empty. */
  readonly left: string;
  readonly right: string;
}

/** Runs to choose the missing side from; those of the same name as the one that is there come first. */
export function ChooseRun({ left, right }: ChooseRunProps) {
  const [text, setText] = useState("");
  const chosenId = left || right;
  const found = useRuns(chosenId, text);
  // One that can't be read is not compared with: what is chosen takes its place.
  const isThere = found.failure === undefined;
  const side = (left === "") === isThere ? "left" : "right";
  const others = found.runs.filter(({ runId }) => runId !== chosenId);
  const { search, list, onSearchKey } = useKeys(others);
  return (
    <section class="choose-run" aria-label="Choose a run">
      <h1>{found.chosen === undefined ? "Compare two runs" : `Compare “${nameOfRun(found.chosen)}” with…`}</h1>
      <p>
        {!isThere ? (
          <span class="error-text" role="alert">
            {found.failure} Choose another.
          </span>
        ) : found.chosen === undefined ? (
          <>
            Choose the first one. In the list of runs, <kbd>c</kbd> does the same.
          </>
        ) : (
          "Runs of the same name come first."
        )}
      </p>
      <input
        ref={search}
        class="field"
        type="search"
        aria-label="Search runs"
        placeholder="Search inputs, outputs, errors…   /"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onSearchKey}
      />
      {others.length === 0 ? (
        <p class="note" role="status">
          {found.state}
        </p>
      ) : (
        <ul ref={list}>
          {others.map((run) => (
            <li key={run.runId}>
              <a href={addressOfRoute({ page: "compare", left, right, [side]: run.runId })}>
                <StatusMark status={run.status} />
                <span class="choose-name">{nameOfRun(run)}</span>
                <span class="choose-input">{run.error?.message ?? run.inputPreview ?? ""}</span>
                <span class="choose-duration">
                  <Duration run={run} />
                </span>
                <time>{formatMoment(run.startedAt)}</time>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The list is gone through by keys from the moment it is there: the chosen one is the link that has the focus. */
function useKeys(others: readonly RunRecord[]) {
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const chosen = useSignal(0);
  const link = (index: number) => list.current?.querySelectorAll("a")[index];
  const show = (index: number) => link(index)?.focus();
  const open = () => link(chosen.peek())?.click();
  useCommands(
    [
      { id: "search", title: "Search runs", group: "Runs", keys: ["/"], run: () => search.current?.focus() },
      ...moveCommands({ chosen, count: others.length, show, open }),
    ],
    [others.length],
  );
  useEffect(() => {
    chosen.value = 0;
    if (document.activeElement !== search.current) show(0);
  }, [others[0]?.runId]);
  /** Leads from what is typed to what was found; what is being looked for may not be there yet, so it opens none. */
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.isComposing || !["ArrowDown", "Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (others.length === 0) search.current?.blur();
    show(chosen.peek());
  };
  return { search, list, onSearchKey };
}

interface FoundRuns {
  readonly runs: readonly RunRecord[];
  readonly chosen?: RunRecord | undefined;
  /** Why the one that was chosen can't be read. */
  readonly failure?: string | undefined;
  readonly state: string;
}

function useRuns(chosenId: string, text: string): FoundRuns {
  const side = useChosen(chosenId);
  const [found, setFound] = useState<Pick<FoundRuns, "runs" | "state">>({ runs: [], state: "Loading…" });
  useEffect(() => {
    if (side === undefined) return undefined;
    const { chosen } = side;
    const stopped = new AbortController();
    const { signal } = stopped;
    const read = async () => {
      const words = text.trim() === "" ? {} : { text: text.trim() };
      const isInside = chosen !== undefined && !isRootRun(chosen);
      const query: RunQuery = { ...words, limit: 100, ...(isInside ? { scope: "all", kinds: [chosen.kind] } : {}) };
      const { runs } = await request("GET /api/runs", { query, signal });
      const rank = (run: RunRecord) => (run.name === chosen?.name ? 0 : 1);
      const ordered = [...runs].sort((one, other) => rank(one) - rank(other));
      setFound({ runs: ordered, state: "There is no other run." });
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) setFound({ runs: [], state: error instanceof Error ? error.message : String(error) });
    });
    return () => stopped.abort();
  }, [side, text]);
  return { ...found, ...side };
}

/** The side that is chosen already, read once, whatever is typed; `undefined` until it is. */
function useChosen(runId: string): Pick<FoundRuns, "chosen" | "failure"> | undefined {
  const [side, setSide] = useState<Pick<FoundRuns, "chosen" | "failure">>();
  useEffect(() => {
    const stopped = new AbortController();
    readChosen(runId, stopped.signal).then(setSide, () => undefined);
    return () => stopped.abort();
  }, [runId]);
  return side;
}

/** It may have been deleted, or its address mistyped: there are others all the same. */
async function readChosen(runId: string, signal: AbortSignal): Promise<Pick<FoundRuns, "chosen" | "failure">> {
  if (runId === "") return {};
  try {
    const trace = await request("GET /api/traces/:runId", { parameters: { runId }, signal });
    return { chosen: trace.find((run) => run.runId === runId) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
