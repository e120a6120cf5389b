import { clip, textWidth } from "@earshot/handlers/rendering";
import type { CommandContext } from "./command-context.js";

/** A table to draw. */
export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Titles of columns of figures. */
  readonly rightAligned: ReadonlySet<string>;
  /** Titles of columns that are left out where there is no room for all, in this order. */
  readonly spare: readonly string[];
  /** The title of a last column of texts, which may be cut. */
  readonly text?: string;
}

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
}

const gap = "  ";
const narrowestText = 12;

/** The lines of a table, its titles first and dimmed. On a narrow terminal it has fewer columns, and texts are cut. */
export function renderTable(
  table: Table,
  { colors, columns: room }: Pick<CommandContext, "colors" | "columns">,
): readonly string[] {
  const columns = columnsThatFit(table, room);
  const lineOf = (textOf: (column: Column) => string) => {
    const padded = columns.map((column) => {
      const text = textOf(column);
      const space = " ".repeat(column.width - textWidth(text));
      return table.rightAligned.has(column.title) ? space + text : text + space;
    });
    return clip(padded.join(gap).trimEnd(), room);
  };
  return [
    colors.dim(lineOf(({ title }) => title)),
    ...table.rows.map((_, index) => lineOf(({ cells }) => cells[index] ?? "")),
  ];
}

function columnsThatFit({ titles, rows, spare, text }: Table, room: number): readonly Column[] {
  let columns = titles.map((title, index): Column => {
    const cells = rows.map((row) => row[index] ?? "");
    // As arguments of one call they may be too many.
    const width = cells.reduce((widest, cell) => Math.max(widest, textWidth(cell)), textWidth(title));
    return { title, cells, width };
  });
  for (const title of spare) {
    if (leastWidth(columns, text) <= room) break;
    columns = columns.filter((column) => column.title !== title);
  }
  return columns;
}

function leastWidth(columns: readonly Column[], text: string | undefined): number {
  const widths = columns.map(({ title, width }) => (title === text ? Math.min(width, narrowestText) : width));
  return widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
}
