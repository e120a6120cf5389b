import { clip } from "../rendering/preview.js";
import { textWidth } from "../rendering/text-width.js";

/** A piece of what a line says after its head. `essential` ones are never cut, `spare` ones go first where there is no room for all. */
export interface Detail {
  readonly text: string;
  /** What is left of an essential one where there is no room for all. */
  readonly short?: string | undefined;
  readonly weight: "essential" | "usual" | "spare";
}

const separator = " · ";

/** The details as one text. */
export function joinDetails(details: readonly Detail[]): string {
  return details.map(({ text }) => text).join(separator);
}

/** What is never cut, as short as it can be said. */
export function essentialText(details: readonly Detail[]): string {
  return details.flatMap(({ text, short, weight }) => (weight === "essential" ? [short ?? text] : [])).join(separator);
}

/**
 * The details as one text of at most `room` columns: first the spare ones are left out, then the last of the usual ones are cut. The essential ones
 * stay, however little room there is.
 */
export function fitDetails(details: readonly Detail[], room: number): string {
  const whole = joinDetails(details);
  if (textWidth(whole) <= room) return whole;
  const usual = details.filter(({ weight }) => weight === "usual");
  const kept = essentialText(details);
  if (usual.length === 0) return kept;
  const left = room - textWidth(kept) - (kept === "" ? 0 : separator.length);
  const least = kept === "" ? shortestDetail : 1;
  if (left < shortestDetail && kept !== "") return kept;
  const rest = clip(joinDetails(usual), Math.max(left, least));
  return kept === "" ? rest : `${kept}${separator}${rest}`;
}

/** Less than this says nothing: beside essential details it is left out, alone it is written all the same. */
const shortestDetail = 10;
