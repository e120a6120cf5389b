import { useEffect, useState } from "preact/hooks";
import { isRootRun, type RunQuery, type RunRecord } from "@earshot/trace/reducer";
import { request } from "../../api/studio-client.js";
import { formatMoment } from "../../format/format-moment.js";
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
  const side = left === "" ? "left" : "right";
  const others = found.runs.filter(({ runId }) => runId !== chosenId);
  return (
    <section class="choose-run" aria-label="Choose a run">
      <h1>{found.chosen === undefined ? "Compare two runs" : `Compare “${found.chosen.name}” with…`}</h1>
      <p>
        {found.chosen === undefined ? (
          <>
            Choose the first one. In the list of runs, <kbd>c</kbd> does the same.
          </>
        ) : (
          "Runs of the same name come first."
        )}
      </p>
      <input
        class="field"
        type="search"
        aria-label="Search runs"
        placeholder="Search inputs, outputs, errors…"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {others.length === 0 ? (
        <p class="note" role="status">
          {found.state}
        </p>
      ) : (
        <ul>
          {others.map((run) => (
            <li key={run.runId}>
              <a href={addressOfRoute({ page: "compare", left, right, [side]: run.runId })}>
                <StatusMark status={run.status} />
                <span class="choose-name">{run.name}</span>
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

interface FoundRuns {
  readonly runs: readonly RunRecord[];
  readonly chosen?: RunRecord | undefined;
  readonly state: string;
}

function useRuns(chosenId: string, text: string): FoundRuns {
  const [found, setFound] = useState<FoundRuns>({ runs: [], state: "Loading…" });
  useEffect(() => {
    const stopped = new AbortController();
    const { signal } = stopped;
    const read = async () => {
      const trace =
        chosenId === "" ? [] : await request("GET /api/traces/:runId", { parameters: { runId: chosenId }, signal });
      const chosen = trace.find(({ runId }) => runId === chosenId);
      const words = text.trim() === "" ? {} : { text: text.trim() };
      const isInside = chosen !== undefined && !isRootRun(chosen);
      const query: RunQuery = { ...words, limit: 100, ...(isInside ? { scope: "all", kinds: [chosen.kind] } : {}) };
      const { runs } = await request("GET /api/runs", { query, signal });
      const rank = (run: RunRecord) => (run.name === chosen?.name ? 0 : 1);
      const ordered = [...runs].sort((one, other) => rank(one) - rank(other));
      setFound({ runs: ordered, chosen, state: "There is no other run." });
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) setFound({ runs: [], state: error instanceof Error ? error.message : String(error) });
    });
    return () => stopped.abort();
  }, [chosenId, text]);
  return found;
}
