import { clip, textWidth } from "@earshot/handlers/rendering";
import type { Paint } from "@earshot/handlers/terminal";

/** A part of a line: its text, without codes, and its colour. */
export interface LinePart {
  readonly text: string;
  readonly paint?: Paint;
}

/** A line of at most so many columns. It is cut before it is painted: codes take no room, and none is left open. */
export function paintedLine(parts: readonly LinePart[], columns: number): string {
  let line = "";
  let room = columns;
  for (const { text, paint = plain } of parts) {
    if (text === "" || room <= 0) continue;
    const shown = clip(text, room);
    line += paint(shown);
    room = shown === text ? room - textWidth(text) : 0;
  }
  return line;
}

const plain: Paint = (text) => text;
