import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { request } from "../api/studio-client.js";
import { useCommands } from "../keyboard/command.js";

/** Takes files of exported traces or event lines that are dropped anywhere, or chosen by the command. */
export function ImportFiles() {
  const said = useSignal("");
  const isOver = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: readonly File[]) => {
    said.value = "Importing…";
    const outcomes: string[] = [];
    for (const file of files) outcomes.push(await importFile(file));
    said.value = outcomes.join(" ");
  };
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      isOver.value = true;
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      isOver.value = false;
      if (files.length === 0) return;
      event.preventDefault();
      void take(files);
    };
    addEventListener("dragover", over, { signal });
    addEventListener("drop", drop, { signal });
    addEventListener("dragleave", (event) => event.relatedTarget === null && (isOver.value = false), { signal });
    return () => listening.abort();
  }, []);
  useCommands([{ id: "import", title: "Import traces", group: "Runs", run: () => input.current?.click() }]);
  return (
    <>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Traces to import"
        accept=".jsonl,.ndjson,.json"
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <div class="toast" role="status" data-is-shown={said.value !== "" || isOver.value}>
        {isOver.value ? "Drop to import" : said.value}
        {said.value !== "" && (
          <button type="button" class="button" onClick={() => (said.value = "")}>
            Close
          </button>
        )}
      </div>
    </>
  );
}

async function importFile(file: File): Promise<string> {
  try {
    const { events, broken } = await request("POST /api/import", { body: await file.text() });
    const rest = broken === 0 ? "" : ` ${broken} lines were none, and left out.`;
    return `${file.name}: ${events} events.${rest}`;
  } catch (error) {
    return `${file.name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
