import { clip, textWidth } from "@earshot/handlers/rendering";
import type { CommandContext } from "./command-context.js";

/** A table to draw. */
export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Titles of columns of figures. */
  readonly rightAligned: ReadonlySet<string>;
}

/** The lines of a table, its titles first and dimmed, cut at the width of the terminal. */
export function renderTable(
  { titles, rows, rightAligned }: Table,
  { colors, columns }: Pick<CommandContext, "colors" | "columns">,
): readonly string[] {
  const widths = titles.map((title, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ""))),
  );
  const lineOf = (cells: readonly string[]) => {
    const padded = cells.map((cell, index) => {
      const space = " ".repeat((widths[index] ?? 0) - textWidth(cell));
      return rightAligned.has(titles[index] ?? "") ? space + cell : cell + space;
    });
    return clip(padded.join("  ").trimEnd(), columns);
  };
  return [colors.dim(lineOf(titles)), ...rows.map(lineOf)];
}
