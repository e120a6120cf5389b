import { useEffect, useState } from "preact/hooks";
import { indexJson, type JsonIndex } from "./json-index.js";
import { inTurns } from "../../pace/in-turns.js";
import type { PiecedText } from "../../pace/pieced-text.js";
import { JsonTreeView } from "./json-tree-view.js";
import "./json.css";

interface JsonViewerProps {
  /** What it shows, for those who hear the page. */
  readonly label: string;
  /** Answers the JSON text; called once for each `of`. */
  readonly load: (signal: AbortSignal) => Promise<PiecedText>;
  /** Names the text: another name has another loaded. */
  readonly of: string;
}

type Shown =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "text"; readonly text: string }
  | { readonly state: "json"; readonly index: JsonIndex };

/** Above this a text that is no JSON is cut. */
const longestText = 100_000;

/** JSON of any size as a tree that opens, is searched and copied from. It is read in turns, and only rows in sight are laid out. */
export function JsonViewer({ label, load, of }: JsonViewerProps) {
  const [shown, setShown] = useState<Shown>({ state: "loading" });
  useEffect(() => {
    const stopped = new AbortController();
    const { signal } = stopped;
    setShown({ state: "loading" });
    readJson(load, signal).then(
      (read) => !signal.aborted && setShown(read),
      (error: unknown) =>
        !signal.aborted &&
        setShown({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => stopped.abort();
  }, [of]);
  if (shown.state === "json") return <JsonTreeView label={label} index={shown.index} />;
  if (shown.state === "text")
    return (
      <pre class="v-plain v-json-broken" tabIndex={0} aria-label={label}>
        {shown.text}
      </pre>
    );
  return (
    <p class={shown.state === "failed" ? "v-error" : "v-hint"} role="status">
      {shown.state === "failed" ? shown.message : "Reading…"}
    </p>
  );
}

async function readJson(load: JsonViewerProps["load"], signal: AbortSignal): Promise<Shown> {
  const text = await load(signal);
  const index = await inTurns(indexJson(text), signal);
  return index === undefined ? { state: "text", text: text.slice(0, longestText) } : { state: "json", index };
}
