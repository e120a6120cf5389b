import { type Command, commands } from "./command.js";

/** Milliseconds within which the second key of a sequence must come. */
const sequenceTime = 1_200;

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** Runs the commands of the keys that are pressed. Keys typed into a field are the field's, but for those with a modifier, and Escape. */
export function listenForKeys(): void {
  let before = "";
  let beforeAt = 0;
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
    const key = nameOfKey(event);
    if (isTyping(event.target) && key !== "Escape" && !key.startsWith("Mod+")) return;
    if (document.querySelector("dialog[open]") !== null && !key.startsWith("Mod+")) return;
    const sequence = before !== "" && event.timeStamp - beforeAt < sequenceTime ? `${before} ${key}` : key;
    const found = commandOf(sequence) ?? commandOf(key);
    before = found === undefined && beginsSequence(key) ? key : "";
    beforeAt = event.timeStamp;
    if (found === undefined || (key === "Enter" && isPressable(event.target))) return;
    event.preventDefault();
    found.run();
  });
}

/** A key as it is shown: `Mod` is the key that this machine's shortcuts begin with. */
export const shownKey = (keys: string): string =>
  keys
    .replaceAll("Mod+", isMac ? "⌘" : "Ctrl+")
    .replaceAll("Arrow", "")
    .replaceAll("Escape", "Esc");

function nameOfKey(event: KeyboardEvent): string {
  const hasModifier = isMac ? event.metaKey : event.ctrlKey;
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${hasModifier ? "Mod+" : ""}${shift}${event.key === " " ? "Space" : event.key}`;
}

const commandOf = (keys: string): Command | undefined => commands.peek().findLast((each) => each.keys?.includes(keys));

const beginsSequence = (key: string): boolean =>
  commands.peek().some(({ keys }) => keys?.some((each) => each.startsWith(`${key} `)));

/** A field whose dialog was just closed keeps the focus until the browser lays the page out. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]") &&
  target.checkVisibility();

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("a, button, summary, [role=button]");
