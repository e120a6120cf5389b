/** The sign that a line has in the lane of its own run. */
export type LaneSign = "╭" | "├" | "│" | "╰";

/**
 * One column for each open run, right of its parent's: lines of runs that go on side by side stay apart, and show which is whose.
 * A column is free again when its run ends.
 */
export class Lanes {
  private readonly owners: (string | undefined)[] = [];

  /** Takes the first free lane right of the parent's. */
  open(runId: string, parentRunId: string | undefined): void {
    const first = parentRunId === undefined ? 0 : this.owners.indexOf(parentRunId) + 1;
    let lane = first;
    while (this.owners[lane] !== undefined) lane++;
    this.owners[lane] = runId;
  }

  close(runId: string): void {
    const lane = this.owners.indexOf(runId);
    if (lane === -1) return;
    this.owners[lane] = undefined;
    while (this.owners.length > 0 && this.owners.at(-1) === undefined) this.owners.pop();
  }

  /** True if no open run has a lane right of this run's. */
  isLast(runId: string): boolean {
    return this.owners.at(-1) === runId;
  }

  /** The start of a line of this run: a bar for every open run, and `sign` in its own lane. */
  gutter(runId: string, sign: LaneSign): string {
    let gutter = "";
    for (const owner of this.owners) gutter += owner === undefined ? "  " : owner === runId ? `${sign} ` : "│ ";
    return gutter;
  }
}
