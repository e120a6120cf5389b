import type { Colors, Paint } from "../rendering/colors.js";
import { textWidth } from "../rendering/text-width.js";
import { wrapText } from "../rendering/wrap-text.js";
import { essentialText, fitDetails, joinDetails, type Detail } from "./fit-details.js";
import type { LaneSign } from "./lanes.js";
import { fitName, type RunName } from "./run-names.js";

/** One thing that is said of a run: a head, and details of which there may not be room for all. Painted, but not laid out yet. */
export interface Statement {
  /** What stands in the lane of the run. */
  readonly sign: LaneSign;
  /** What comes before the name, painted. */
  readonly lead?: string;
  readonly name?: RunName;
  /** What comes after the name, painted. */
  readonly tail?: string;
  readonly details?: readonly Detail[];
  /** What is between head and details. Default two spaces. */
  readonly gap?: string;
  readonly paint?: Paint;
}

/** Where a statement goes. */
export interface Place {
  /** The columns that its line has. */
  readonly room: number;
  /** The columns for lines of details that don't fit, which are shown whole on lines of their own; if not given, they are cut. */
  readonly spillRoom?: number | undefined;
  readonly colors: Colors;
}

const noDetails: readonly Detail[] = [];

/** A statement as one line, and the lines of details that had no room on it. */
export function layOut(
  statement: Statement,
  { room, spillRoom, colors }: Place,
): { readonly line: string; readonly spilled: readonly string[] } {
  const { lead = "", name, tail = "", details = noDetails, gap = "  ", paint = (text: string) => text } = statement;
  const facts = essentialText(details);
  const taken = textWidth(lead) + textWidth(tail) + (facts === "" ? 0 : gap.length + textWidth(facts));
  const head = lead + (name === undefined ? "" : colors.bold(fitName(name, room - taken))) + tail;
  if (details.length === 0) return { line: head, spilled: [] };
  const left = room - textWidth(head) - gap.length;
  if (spillRoom === undefined || textWidth(joinDetails(details)) <= left) {
    return { line: `${head}${gap}${paint(fitDetails(details, left))}`, spilled: [] };
  }
  const rest = joinDetails(details.filter(({ weight }) => weight !== "essential"));
  return {
    line: facts === "" ? head : `${head}${gap}${paint(facts)}`,
    spilled: wrapText(rest, spillRoom).map(paint),
  };
}
