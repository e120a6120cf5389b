import { feedbackKinds, type RecordStatus, type RunQuery } from "@earshot/trace/reducer";

const orders = ["newest", "oldest", "slowest", "costliest"] as const;
const statuses: readonly RecordStatus[] = ["running", "ok", "error", "cancelled", "interrupted", "unknown"];
const kinds = ["chat_model", "llm", "chain", "tool", "retriever", "embedding"] as const;

/** The spans of time that the list offers, in milliseconds back from now. */
export const spans: Readonly<Record<string, number>> = {
  "15m": 900_000,
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
};

/** What the filters in an address ask of the store. Values that aren't known are passed over. */
export function queryOfFilters(filters: URLSearchParams): RunQuery {
  const text = filters.get("text")?.trim();
  const order = orders.find((each) => each === filters.get("order"));
  const span = spans[filters.get("since") ?? ""];
  const session = filters.get("session");
  const metadata = filters.getAll("metadata").map((pair) => pair.split(/=(.*)/s));
  return {
    ...(text ? { text } : {}),
    ...(order === undefined ? {} : { order }),
    ...(filters.get("scope") === "all" ? { scope: "all" } : {}),
    ...(session ? { sessionId: session } : {}),
    ...(span === undefined ? {} : { startedFrom: Date.now() - span }),
    ...listed(
      "statuses",
      statuses.filter((each) => filters.getAll("status").includes(each)),
    ),
    ...listed(
      "kinds",
      kinds.filter((each) => filters.getAll("kind").includes(each)),
    ),
    ...listed(
      "feedback",
      feedbackKinds.filter((each) => filters.getAll("feedback").includes(each)),
    ),
    ...listed("names", filters.getAll("name")),
    ...listed("models", filters.getAll("model")),
    ...listed("tags", filters.getAll("tag")),
    ...(metadata.length === 0
      ? {}
      : { metadata: Object.fromEntries(metadata.map(([key = "", value = ""]) => [key, valueOf(value)])) }),
  };
}

/** The filters with one condition set, or without it. */
export function withFilter(filters: URLSearchParams, name: string, value: string | undefined): URLSearchParams {
  const changed = new URLSearchParams(filters);
  if (value === undefined || value === "") changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** The same filters over inner runs, too; nothing if they look there already, or if they only order. */
export function inAllRuns(filters: URLSearchParams): URLSearchParams | undefined {
  const narrows = [...filters].some(([name, value]) => name !== "order" && name !== "scope" && value !== "");
  return narrows && filters.get("scope") !== "all" ? withFilter(filters, "scope", "all") : undefined;
}

/** What was asked of metadata and is no `key=value`, if anything is: no run can be like that. */
export function noPairIn(filters: URLSearchParams): string | undefined {
  return filters.getAll("metadata").find((pair) => !/^[^=]+=/.test(pair));
}

const listed = (name: string, values: readonly string[]) => (values.length === 0 ? {} : { [name]: values });

function valueOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
