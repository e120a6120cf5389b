import { useEffect, useRef } from "preact/hooks";
import { useCommands } from "../keyboard/command.js";
import { goTo } from "../routing/router.js";
import { feedbackKinds } from "@earshot/trace/reducer";
import { chooseFiles } from "../shell/choose-files.js";
import { useFacets } from "./use-facets.js";
import { noPairIn, withFilter } from "./run-filters.js";

const quick = [
  { title: "All", name: "", value: "" },
  { title: "Errors", name: "status", value: "error" },
  { title: "Running", name: "status", value: "running" },
  { title: "Slowest", name: "order", value: "slowest" },
  { title: "Costliest", name: "order", value: "costliest" },
] as const;

/** Those that narrow, and don't order. */
const quickOfAny = quick.filter(({ name }) => name !== "order");

const feedbackInWords = { good: "rated good", bad: "rated bad", note: "has notes" };

const statuses = ["running", "ok", "error", "cancelled", "interrupted"];

interface FilterBarProps {
  readonly filters: URLSearchParams;
  /** Whose runs are narrowed. */
  readonly page?: "runs" | "statistics";
}

/** Searches as one types, and narrows. What is asked for stands in the address. */
export function FilterBar({ filters, page = "runs" }: FilterBarProps) {
  const search = useRef<HTMLInputElement>(null);
  const facets = useFacets();
  const set = (name: string, value: string) =>
    goTo({ page, filters: withFilter(filters, name, value) }, { replace: true });
  const clear = () => goTo({ page, filters: new URLSearchParams() }, { replace: true });
  useCommands([
    { id: "search", title: "Search runs", group: "Runs", keys: ["/"], run: () => search.current?.focus() },
    { id: "clear-filters", title: "Show all runs", group: "Runs", keys: ["x"], run: clear },
  ]);
  useEffect(() => {
    if (search.current !== null && document.activeElement !== search.current)
      search.current.value = filters.get("text") ?? "";
  }, [filters.get("text")]);
  const choice = { filters, set };
  return (
    <div class="filter-bar" role="search">
      <input
        ref={search}
        class="field search"
        type="search"
        aria-label="Search runs"
        placeholder="Search inputs, outputs, errors…   /"
        onInput={({ currentTarget }) => set("text", currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && search.current?.blur()}
      />
      <QuickFilters offered={page === "runs" ? quick : quickOfAny} {...choice} clear={clear} />
      {page === "runs" && (
        <button
          type="button"
          class="button import"
          title="Takes in exports, and the files that jsonlHandler writes"
          onClick={chooseFiles}
        >
          Import
        </button>
      )}
      <div class="choices">
        <Choice {...choice} name="status" title="Status" values={statuses} />
        <Choice {...choice} name="kind" title="Kind" values={facets.kinds} />
        <Choice {...choice} name="name" title="Name" values={facets.names} />
        <Choice {...choice} name="model" title="Model" values={facets.models} />
        <Choice {...choice} name="tag" title="Tag" values={facets.tags} />
        <Choice {...choice} name="feedback" title="Feedback" values={feedbackKinds} words={feedbackInWords} />
        {filters.has("session") && <Choice {...choice} name="session" title="Thread" values={[]} />}
        <Choice {...choice} name="since" title="Time" values={["15m", "1h", "24h", "7d"]} />
        <Choice {...choice} name="scope" title="Root runs" values={["all"]} words={{ all: "All runs" }} />
        <input
          class="field metadata"
          aria-label="Metadata, as key=value"
          placeholder="metadata: key=value"
          aria-invalid={noPairIn(filters) !== undefined}
          value={filters.get("metadata") ?? ""}
          onChange={({ currentTarget }) => set("metadata", currentTarget.value)}
        />
      </div>
    </div>
  );
}

interface FilterProps {
  readonly filters: URLSearchParams;
  set(name: string, value: string): void;
}

interface QuickFiltersProps extends FilterProps {
  readonly offered: readonly (typeof quick)[number][];
  clear(): void;
}

function QuickFilters({ offered, filters, set, clear }: QuickFiltersProps) {
  return (
    <div class="quick" role="group" aria-label="Quick filters">
      {offered.map(({ title, name, value }) => {
        const isOn = name === "" ? !filters.has("status") && !filters.has("order") : filters.get(name) === value;
        const press = () => (name === "" ? clear() : set(name, isOn ? "" : value));
        return (
          <button key={title} type="button" class="button" aria-pressed={isOn} onClick={press}>
            {title}
          </button>
        );
      })}
    </div>
  );
}

interface ChoiceProps extends FilterProps {
  readonly name: string;
  readonly title: string;
  readonly values: readonly string[];
  /** What values are called that don't say it themselves. */
  readonly words?: Readonly<Record<string, string>>;
}

function Choice({ filters, name, title, values, words = {}, set }: ChoiceProps) {
  const value = filters.get(name) ?? "";
  const offered = value === "" || values.includes(value) ? values : [value, ...values];
  return (
    <select
      class="field choice"
      aria-label={title}
      data-is-set={value !== ""}
      value={value}
      onChange={({ currentTarget }) => set(name, currentTarget.value)}
    >
      <option value="">{title}</option>
      {offered.map((each) => (
        <option key={each} value={each}>
          {Object.hasOwn(words, each) ? words[each] : each}
        </option>
      ))}
    </select>
  );
}
