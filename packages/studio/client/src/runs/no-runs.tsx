import { addressOfRoute } from "../routing/route.js";
import { chooseFiles } from "../shell/choose-files.js";
import { inAllRuns, noPairIn } from "./run-filters.js";

const attach = `import { configure } from "@earshot/core/callbacks/manager";
import { studio } from "@earshot/studio";

configure({ callbacks: [studio()] });`;

interface NoRunsProps {
  readonly state: "loading" | "ready" | "failed";
  readonly failure: string;
  /** What was asked for. */
  readonly filters: URLSearchParams;
  /** Where "all runs" are then. */
  readonly page?: "runs" | "statistics";
}

/** What stands where no runs are: why, and what to do. */
export function NoRuns({ state, failure, filters, page = "runs" }: NoRunsProps) {
  if (state === "loading")
    return (
      <p class="note" role="status">
        Loading…
      </p>
    );
  if (state === "failed")
    return (
      <div class="empty" role="alert">
        <h2>The runs can't be shown</h2>
        <p>{failure} The page goes on by itself as soon as the server is there.</p>
        <pre>
          <code>npx earshot studio</code>
        </pre>
      </div>
    );
  if (filters.size > 0) return <NoneAlike filters={filters} page={page} />;
  return (
    <div class="empty">
      <h2>Nothing heard yet</h2>
      <p>Runs appear here the moment they begin. Attach an app:</p>
      <pre>
        <code>{attach}</code>
      </pre>
      <p>Any program that speaks OpenTelemetry will do, too:</p>
      <pre>
        <code>OTEL_EXPORTER_OTLP_ENDPOINT={location.origin}</code>
      </pre>
      <p>Or look at what was exported elsewhere, or written by jsonlHandler. Files may be dropped here, too.</p>
      <button type="button" class="button" onClick={chooseFiles}>
        Import traces
      </button>
    </div>
  );
}

/** Statistics are of inner runs, too: only the list may have passed them over. */
function NoneAlike({ filters, page }: Required<Pick<NoRunsProps, "filters" | "page">>) {
  const noPair = noPairIn(filters);
  const wider = page === "runs" ? inAllRuns(filters) : undefined;
  return (
    <div class="empty">
      <h2>No run is like that</h2>
      {noPair !== undefined && (
        <p>
          “{noPair}” is no key with its value: metadata are asked for as <code>key=value</code>, such as{" "}
          <code>thread_id=42</code>.
        </p>
      )}
      {noPair === undefined && wider !== undefined && (
        <p>
          Only root runs were looked at.{" "}
          <a class="link" href={addressOfRoute({ page, filters: wider })}>
            Look in all runs
          </a>
        </p>
      )}
      <p>
        <a class="link" href={`#/${page}`}>
          Show all runs
        </a>
      </p>
    </div>
  );
}
