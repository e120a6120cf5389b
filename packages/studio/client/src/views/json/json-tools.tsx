import { useEffect, useRef, useState } from "preact/hooks";
import { CopyButton } from "../parts/copy-button.js";
import { inTurns } from "../../pace/in-turns.js";
import type { JsonIndex } from "./json-index.js";
import { mostFound, searchJson } from "./search-json.js";

interface JsonToolsProps {
  readonly index: JsonIndex;
  readonly chosen: number;
  onReveal(node: number): void;
  onFold(isOpen: boolean): void;
}

/** Searches a tree, and does what can be done with the value that is chosen in it. */
export function JsonTools({ index, chosen, onReveal, onFold }: JsonToolsProps) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = useFound(index, words);
  const goTo = (place: number) => {
    const count = found?.length ?? 0;
    if (found === undefined || count === 0) return;
    const next = (place + count) % count;
    setAt(next);
    onReveal(found[next] ?? 0);
  };
  useEffect(() => goTo(0), [found]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    goTo(at + (event.shiftKey ? -1 : 1));
  };
  return (
    <div class="v-json-tools">
      <input
        class="v-input"
        type="search"
        aria-label="Search in the JSON"
        placeholder="Search…"
        value={words}
        onInput={({ currentTarget }) => setWords(currentTarget.value)}
        onKeyDown={press}
      />
      <span class="v-hint" role="status">
        {words !== "" && said(found, at)}
      </span>
      <span class="v-json-space" />
      <button type="button" class="v-button v-quiet" onClick={() => onFold(true)}>
        Open all
      </button>
      <button type="button" class="v-button v-quiet" onClick={() => onFold(false)}>
        Close all
      </button>
      <CopyButton text={() => index.value(chosen)} label={chosen === 0 ? "Copy all" : "Copy value"} />
      {chosen !== 0 && <CopyButton text={() => pathOf(index, chosen)} label="Copy path" />}
    </div>
  );
}

function said(found: readonly number[] | undefined, at: number): string {
  if (found === undefined) return "Searching…";
  if (found.length === 0) return "Not there";
  return `${at + 1} of ${found.length.toLocaleString("en")}${found.length === mostFound ? "+" : ""}`;
}

/** Where the words stand; undefined as long as it is being looked for. */
function useFound(index: JsonIndex, words: string): readonly number[] | undefined {
  const [found, setFound] = useState<readonly number[]>();
  const asked = useRef(0);
  useEffect(() => {
    setFound(undefined);
    if (words === "") return undefined;
    const stopped = new AbortController();
    const { signal } = stopped;
    const timer = setTimeout(
      async () => {
        const places = await inTurns(searchJson(index, words), signal);
        if (!signal.aborted) setFound(places);
      },
      asked.current++ === 0 ? 0 : 120,
    );
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [index, words]);
  return found;
}

/** As one writes it in code: `messages[0].content`. */
function pathOf(index: JsonIndex, node: number): string {
  const steps: (string | number)[] = [];
  for (let each: number | undefined = node; each !== undefined; each = index.parent(each)) {
    const label = index.label(each);
    if (label !== undefined) steps.unshift(label);
  }
  return steps
    .map((step, place) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return place === 0 ? step : `.${step}`;
    })
    .join("");
}
