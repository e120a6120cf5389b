import type { RunRecord } from "@earshot/trace/reducer";

/** Where the page is. It stands behind the `#` of its address, so that any server, and a file, can show it. */
export type Route =
  | { readonly page: "runs"; readonly filters: URLSearchParams }
  | { readonly page: "trace"; readonly traceId: string; readonly runId?: string }
  | { readonly page: "compare"; readonly left: string; readonly right: string }
  | { readonly page: "threads"; readonly sessionId?: string }
  | { readonly page: "statistics"; readonly filters: URLSearchParams }
  /** An address that was mistyped, or is of another version. */
  | { readonly page: "nowhere" };

/** What an address says; the list of runs, if it says nothing. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#/, "").split("?");
  const [, page, first] = path.split("/").map(decode);
  const parameters = new URLSearchParams(search);
  const runId = parameters.get("run");
  if (page === "traces" && first) return { page: "trace", traceId: first, ...(runId === null ? {} : { runId }) };
  if (page === "compare")
    return { page: "compare", left: parameters.get("left") ?? "", right: parameters.get("right") ?? "" };
  if (page === "threads") return { page: "threads", ...(first ? { sessionId: first } : {}) };
  if (page === "statistics") return { page: "statistics", filters: parameters };
  if (page === undefined || page === "" || page === "runs") return { page: "runs", filters: parameters };
  return { page: "nowhere" };
}

/** Where a run is shown: in its trace. */
export function routeOfRun({ runId, rootRunId }: Pick<RunRecord, "runId" | "rootRunId">): Route {
  return { page: "trace", traceId: rootRunId, ...(runId === rootRunId ? {} : { runId }) };
}

/** The address of a place, for `href`. */
export function addressOfRoute(route: Route): string {
  switch (route.page) {
    case "runs":
      return withSearch("#/runs", route.filters);
    case "trace":
      return withSearch(
        `#/traces/${encodeURIComponent(route.traceId)}`,
        new URLSearchParams(route.runId === undefined ? {} : { run: route.runId }),
      );
    case "compare":
      return withSearch("#/compare", new URLSearchParams({ left: route.left, right: route.right }));
    case "threads":
      return route.sessionId === undefined ? "#/threads" : `#/threads/${encodeURIComponent(route.sessionId)}`;
    case "statistics":
      return withSearch("#/statistics", route.filters);
    case "nowhere":
      return "#/nowhere";
  }
}

const withSearch = (path: string, search: URLSearchParams): string => (search.size === 0 ? path : `${path}?${search}`);

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
