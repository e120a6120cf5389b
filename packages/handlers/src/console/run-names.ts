import { clip } from "../rendering/preview.js";

/** How a run is called: its name, and a number if runs of that name are open already. */
export interface RunName {
  readonly text: string;
  /** `" #2"` for the second, `""` for the first. */
  readonly mark: string;
}

const shortestName = 12;

/** The name in at most so many columns, but never less than a few: the number stays. */
export function fitName({ text, mark }: RunName, columns: number): string {
  return clip(text, Math.max(columns - mark.length, shortestName)) + mark;
}

/** Numbers runs of equal names that are open at the same time, so that lines of theirs can be told apart. */
export class RunNames {
  private readonly taken = new Map<string, Set<number>>();

  /** The name for a run that starts: the lowest number that is free. */
  take(text: string): RunName {
    let numbers = this.taken.get(text);
    if (numbers === undefined) this.taken.set(text, (numbers = new Set()));
    let number = 1;
    while (numbers.has(number)) number++;
    numbers.add(number);
    return { text, mark: number === 1 ? "" : ` #${number}` };
  }

  /** Makes the number of a run that ended free again. */
  release({ text, mark }: RunName): void {
    const numbers = this.taken.get(text);
    numbers?.delete(mark === "" ? 1 : Number(mark.slice(2)));
    if (numbers?.size === 0) this.taken.delete(text);
  }
}
