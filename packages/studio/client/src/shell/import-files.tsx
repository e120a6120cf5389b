import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { request } from "../api/studio-client.js";
import { useCommands } from "../keyboard/command.js";
import { chooseFiles, filesField } from "./choose-files.js";
import { type ImportOutcome, importOutcome } from "./import-outcome.js";

const nothing: ImportOutcome = { text: "", isFailure: false };

/** Takes files of exported traces or event lines that are dropped anywhere, or chosen by the command or a button. */
export function ImportFiles() {
  const said = useSignal<ImportOutcome>(nothing);
  const take = async (files: readonly File[]) => {
    said.value = { text: "Importing…", isFailure: false };
    const outcomes: ImportOutcome[] = [];
    for (const file of files) outcomes.push(await importFile(file));
    said.value = {
      text: outcomes.map(({ text }) => text).join(" "),
      isFailure: outcomes.some(({ isFailure }) => isFailure),
    };
  };
  const isOver = useDroppedFiles((files) => void take(files));
  useCommands([{ id: "import", title: "Import traces", group: "Runs", run: chooseFiles }]);
  return (
    <>
      <input
        ref={filesField}
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
      <div
        class="toast"
        role="status"
        data-is-shown={said.value !== nothing || isOver.value}
        data-is-failure={said.value.isFailure && !isOver.value}
      >
        <span>{isOver.value ? "Drop to import" : said.value.text}</span>
        {said.value !== nothing && (
          <button type="button" class="button" onClick={() => (said.value = nothing)}>
            Close
          </button>
        )}
      </div>
    </>
  );
}

/** Takes files that are dropped anywhere; what it answers says whether some are held over the page. */
function useDroppedFiles(onDrop: (files: readonly File[]) => void): Signal<boolean> {
  const isOver = useSignal(false);
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
      onDrop(files);
    };
    addEventListener("dragover", over, { signal });
    addEventListener("drop", drop, { signal });
    addEventListener("dragleave", (event) => event.relatedTarget === null && (isOver.value = false), { signal });
    return () => listening.abort();
  }, []);
  return isOver;
}

async function importFile(file: File): Promise<ImportOutcome> {
  try {
    return importOutcome(file.name, await request("POST /api/import", { body: file }));
  } catch (error) {
    return { text: `${file.name}: ${error instanceof Error ? error.message : String(error)}`, isFailure: true };
  }
}
