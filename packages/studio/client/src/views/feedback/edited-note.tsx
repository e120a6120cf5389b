import { useEffect, useRef, useState } from "preact/hooks";

interface EditedNoteProps {
  readonly comment: string;
  readonly isSaying: boolean;
  onSave(comment: string): void;
  onCancel(): void;
}

/** A note that is being put in other words, where it stands. */
export function EditedNote({ comment, isSaying, onSave, onCancel }: EditedNoteProps) {
  const [text, setText] = useState(comment);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(comment.length, comment.length);
  }, []);
  const isSavable = !isSaying && text.trim() !== "";
  const save = () => {
    if (isSavable) onSave(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else return;
    // The page has other uses for these keys.
    event.preventDefault();
  };
  return (
    <form
      class="v-edited-note"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        class="v-input"
        aria-label="Note, edited"
        title="Ctrl+Enter or ⌘Enter saves, Esc leaves it as it was"
        rows={Math.min(12, 1 + Math.ceil(text.length / 60))}
        value={text}
        maxLength={10_000}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="v-button" disabled={!isSavable}>
        Save
      </button>
      <button type="button" class="v-button v-quiet" onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}
