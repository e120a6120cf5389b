import { useEffect, useState } from "preact/hooks";
import { type ComparedRun, contentOfEvents, type RunContent, type RunDifference } from "@earshot/trace/compare";
import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../../format/name-of-run.js";
import { formatCost, formatCount } from "../../format/format-amounts.js";
import { formatDuration } from "../../format/format-duration.js";
import { addressOfRoute, routeOfRun } from "../../routing/route.js";
import { studioSource } from "../../trace/run-source.js";
import { TextDiffView } from "./text-diff-view.js";

interface PairDetailsProps {
  readonly compared: ComparedRun;
  readonly by: "lines" | "words";
  /** What a run said, if that was read already. */
  contentOf(runId: string): RunContent | undefined;
}

/** Two runs that stand for each other: in what they differ, and their inputs and outputs as one text. */
export function PairDetails({ compared, by, contentOf }: PairDetailsProps) {
  const { change, left, right } = compared;
  const shown = right ?? left;
  const contents = useContents(compared, contentOf);
  const differences = change === "same" || change === "changed" ? compared.differences : [];
  const facts = differences.filter(({ aspect }) => !["input", "output", "parameters"].includes(aspect));
  return (
    <article class="pair-details" aria-label="The chosen runs">
      <h2>
        {left !== undefined && right !== undefined && left.name !== right.name
          ? `${nameOfRun(left)} → ${nameOfRun(right)}`
          : shown !== undefined && nameOfRun(shown)}
      </h2>
      <p class="pair-links">
        {left !== undefined && <RunLink run={left} title="Open left" />}
        {right !== undefined && <RunLink run={right} title="Open right" />}
      </p>
      {change === "left" && <p class="diff-note">Only the left side has this run.</p>}
      {change === "right" && <p class="diff-note">Only the right side has this run.</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      {contents === undefined ? (
        <p class="note" role="status">
          Loading…
        </p>
      ) : (
        <>
          <TextDiffView title="Input" left={contents.left?.input} right={contents.right?.input} by={by} />
          <TextDiffView
            title="Parameters"
            left={contents.left?.parameters}
            right={contents.right?.parameters}
            by={by}
          />
          <TextDiffView title="Output" left={contents.left?.output} right={contents.right?.output} by={by} />
          <TextDiffView title="Error" left={errorOf(left)} right={errorOf(right)} by={by} />
        </>
      )}
    </article>
  );
}

const errorOf = (run: RunRecord | undefined): string | undefined =>
  run?.error === undefined ? undefined : `${run.error.name}: ${run.error.message}`;

function RunLink({ run, title }: { readonly run: RunRecord; readonly title: string }) {
  return (
    <a class="link" href={addressOfRoute(routeOfRun(run))}>
      {title}
    </a>
  );
}

function Facts({ facts }: { readonly facts: readonly RunDifference[] }) {
  return (
    <table class="pair-facts">
      <thead>
        <tr>
          <th scope="col">Differs in</th>
          <th scope="col">Left</th>
          <th scope="col">Right</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((difference) => (
          <tr key={difference.aspect}>
            <th scope="row">{difference.aspect}</th>
            <td>{shownValue(difference.aspect, difference.left)}</td>
            <td>{shownValue(difference.aspect, difference.right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shownValue(aspect: RunDifference["aspect"], value: string | number | undefined): string {
  if (value === undefined) return "–";
  if (aspect === "duration") return formatDuration(Number(value));
  if (aspect === "cost") return formatCost(String(value));
  return typeof value === "number" ? formatCount(value) : value;
}

interface SideContents {
  readonly left?: RunContent | undefined;
  readonly right?: RunContent | undefined;
}

/** What both said; `undefined` until it is read. */
function useContents({ left, right }: ComparedRun, contentOf: PairDetailsProps["contentOf"]): SideContents | undefined {
  const [contents, setContents] = useState<SideContents | undefined>(undefined);
  useEffect(() => {
    const stopped = new AbortController();
    setContents(undefined);
    const read = (run: RunRecord | undefined) =>
      run === undefined ? undefined : (contentOf(run.runId) ?? readContent(run, stopped.signal));
    Promise.all([read(left), read(right)]).then(
      ([readLeft, readRight]) => setContents({ left: readLeft, right: readRight }),
      // What was heard in short is there all the same, and that the server is gone is told above.
      () => stopped.signal.aborted || setContents({ left: previewsOf(left), right: previewsOf(right) }),
    );
    return () => stopped.abort();
  }, [left?.runId, right?.runId, left?.status, right?.status]);
  return contents;
}

async function readContent(run: RunRecord, signal: AbortSignal): Promise<RunContent> {
  const events = await studioSource.events(run, signal);
  const whole = await Promise.all(
    events.map(async (event) =>
      event.payload !== undefined || event.payloadBytes === undefined
        ? event
        : { ...event, payload: (await studioSource.payload(event, signal)).whole },
    ),
  );
  return contentOfEvents(whole);
}

const previewsOf = (run: RunRecord | undefined): RunContent | undefined =>
  run && {
    ...(run.inputPreview === undefined ? {} : { input: run.inputPreview }),
    ...(run.outputPreview === undefined ? {} : { output: run.outputPreview }),
  };
