import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Command, commands } from "../keyboard/command.js";
import { shownKey } from "../keyboard/listen-for-keys.js";

const opened = signal<"closed" | "palette" | "keys">("closed");

/** Opens the palette, or the sheet of all keys. */
export function openPalette(as: "palette" | "keys"): void {
  opened.value = as;
}

/** What can be done now, to be searched and chosen from; as the sheet of keys, movements too. */
export function CommandPalette() {
  const mode = opened.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    setText("");
    setChosen(0);
    if (mode === "closed") dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [mode]);
  const words = text.toLowerCase();
  const offered = commands.value.filter(
    ({ title, isMovement }) => (mode === "keys" || isMovement !== true) && title.toLowerCase().includes(words),
  );
  const choose = (command: Command | undefined) => {
    opened.value = "closed";
    dialog.current?.close();
    command?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen((chosen + step + offered.length) % Math.max(1, offered.length));
    else if (event.key === "Enter") choose(offered[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      class="palette"
      ref={dialog}
      aria-label={mode === "keys" ? "Keys" : "Commands"}
      onClose={() => (opened.value = "closed")}
    >
      <input
        class="field"
        aria-label="Search commands"
        placeholder="What to do?"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul>
        {offered.map((command, index) => (
          <li key={command.id}>
            <button type="button" data-is-chosen={index === chosen} onClick={() => choose(command)}>
              <span>{command.title}</span>
              {command.keys?.slice(0, 2).map((keys) => (
                <kbd key={keys}>{shownKey(keys)}</kbd>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
