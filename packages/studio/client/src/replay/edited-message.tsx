import { roleInWords } from "@earshot/trace/compare";
import type { JsonValue } from "@earshot/trace/reducer";
import { isFields } from "../views/messages/fields.js";
import { readJson } from "./read-json.js";

/** A message that is being edited: what is changed is its text if it is one, else the whole as JSON. */
export interface EditedMessage {
  readonly id: number;
  readonly original: JsonValue;
  readonly isText: boolean;
  readonly text: string;
}

export function editedMessage(original: JsonValue, id: number): EditedMessage {
  const content = isFields(original) ? original["content"] : undefined;
  const isText = typeof content === "string";
  return { id, original, isText, text: isText ? content : JSON.stringify(original, undefined, 2) };
}

/** The message as it is to be sent. Throws if it is edited as JSON and is none. */
export function messageOf({ original, isText, text }: EditedMessage, index: number): JsonValue {
  return isText
    ? { ...(original as { readonly [key: string]: JsonValue }), content: text }
    : readJson(text, fieldName(original, index + 1));
}

interface MessageEditorProps {
  readonly message: EditedMessage;
  readonly place: number;
  onChange(text: string): void;
  onRemove(): void;
}

export function MessageEditor({ message: { original, isText, text }, place, onChange, onRemove }: MessageEditorProps) {
  const name = nameOf(original);
  return (
    <div class="v-field">
      <span class="replay-message-head">
        {name}
        {!isText && " (JSON)"}
        <button type="button" class="v-button v-quiet" aria-label={`Remove message ${place}`} onClick={onRemove}>
          Remove
        </button>
      </span>
      <textarea
        class="v-input"
        aria-label={fieldName(original, place)}
        rows={Math.min(12, Math.max(2, text.split("\n").length))}
        value={text}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

const fieldName = (message: JsonValue, place: number): string => `Message ${place}, ${nameOf(message)}`;

function nameOf(message: JsonValue): string {
  const tag = isFields(message) ? message["$"] : undefined;
  return typeof tag === "string" ? roleInWords(tag) : "Message";
}
