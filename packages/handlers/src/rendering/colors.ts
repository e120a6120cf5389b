/** Paints text, or leaves it as it is. */
export type Paint = (text: string) => string;

/** The paints that handlers use. */
export interface Colors {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly magenta: Paint;
  readonly cyan: Paint;
}

/** Paints that write ANSI codes, or, without colour, nothing. */
export function createColors(isColored: boolean): Colors {
  const paint = (open: number, close: number): Paint =>
    isColored ? (text) => `\u001B[${open}m${text}\u001B[${close}m` : (text) => text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    magenta: paint(35, 39),
    cyan: paint(36, 39),
  };
}
