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
  /** It is no message of the call, and who says it can be chosen. */
  readonly isAdded?: boolean;
}

/** Who may say a message that is added: what a tool says answers a call. */
const addedTags = ["SystemMessage", "HumanMessage", "AIMessage"];

export function addedMessage(id: number): EditedMessage {
  return { ...editedMessage({ $: "HumanMessage", content: "" }, id), isAdded: true };
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
  onChange(changed: Pick<EditedMessage, "text"> | Pick<EditedMessage, "original">): void;
  onRemove(): void;
}

export function MessageEditor({ message, place, onChange, onRemove }: MessageEditorProps) {
  const { original, isText, text, isAdded = false } = message;
  return (
    <div class="v-field">
      <span class="replay-message-head">
        {isAdded ? (
          <select
            class="v-input"
            aria-label={`Who says message ${place}`}
            value={tagOf(original)}
            onChange={({ currentTarget }) => onChange({ original: { $: currentTarget.value, content: "" } })}
          >
            {addedTags.map((tag) => (
              <option key={tag} value={tag}>
                {roleInWords(tag)}
              </option>
            ))}
          </select>
        ) : (
          nameOf(original)
        )}
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
        onInput={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
    </div>
  );
}

const fieldName = (message: JsonValue, place: number): string => `Message ${place}, ${nameOf(message)}`;

function nameOf(message: JsonValue): string {
  const tag = tagOf(message);
  return tag === undefined ? "Message" : roleInWords(tag);
}

function tagOf(message: JsonValue): string | undefined {
  const tag = isFields(message) ? message["$"] : undefined;
  return typeof tag === "string" ? tag : undefined;
}
