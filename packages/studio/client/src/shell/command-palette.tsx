import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
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
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    setText("");
    setChosen(0);
  }, [mode]);
  const dialog = useDialog(mode, chosen);
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
      onClose={({ currentTarget }) => {
        // Said a task later, when a key may have opened it again.
        if (!currentTarget.open) opened.value = "closed";
      }}
    >
      <input
        class="field"
        role="combobox"
        aria-expanded="true"
        aria-controls="offered-commands"
        aria-autocomplete="list"
        aria-activedescendant={offered[chosen] === undefined ? undefined : `command-${offered[chosen].id}`}
        aria-label="Search commands"
        placeholder="What to do?"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="offered-commands" role="listbox" aria-label="Commands">
        {offered.map((command, index) => (
          <Offer key={command.id} command={command} isChosen={index === chosen} onChoose={() => choose(command)} />
        ))}
      </ul>
    </dialog>
  );
}

/** A dialog that is open or not, with what is chosen in it in sight. */
function useDialog(mode: typeof opened.value, chosen: number) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (mode === "closed") dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [mode]);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return dialog;
}

interface OfferProps {
  readonly command: Command;
  readonly isChosen: boolean;
  onChoose(): void;
}

function Offer({ command: { id, title, keys = [] }, isChosen, onChoose }: OfferProps) {
  return (
    <li id={`command-${id}`} role="option" aria-selected={isChosen} onClick={onChoose}>
      <span>{title}</span>
      {keys.slice(0, 2).map((each) => (
        <kbd key={each}>{shownKey(each)}</kbd>
      ))}
    </li>
  );
}
