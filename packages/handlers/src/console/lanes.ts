/** The sign that a line has in the lane of its own run. */
export type LaneSign = "╭" | "├" | "│" | "╰";

interface LaneOwner {
  readonly runId: string;
  readonly rootId: string;
}

/**
 * One column for each open run, right of its parent's: lines of runs that go on side by side stay apart, and show which is whose.
 * A column is free again when its run ends.
 */
export class Lanes {
  private readonly owners: (LaneOwner | undefined)[] = [];

  /** Takes the first free lane right of the parent's. */
  open(runId: string, parentRunId: string | undefined): void {
    const above = parentRunId === undefined ? -1 : this.laneOf(parentRunId);
    let lane = above + 1;
    while (this.owners[lane] !== undefined) lane++;
    this.owners[lane] = { runId, rootId: this.owners[above]?.rootId ?? runId };
  }

  close(runId: string): void {
    const lane = this.laneOf(runId);
    if (lane === -1) return;
    this.owners[lane] = undefined;
    while (this.owners.length > 0 && this.owners.at(-1) === undefined) this.owners.pop();
  }

  /** True if no open run has a lane right of this run's. */
  isLast(runId: string): boolean {
    return this.owners.at(-1)?.runId === runId;
  }

  /** The start of a line of this run: a bar for every open run, broken if that is of another root's tree, and `sign` in its own lane. */
  gutter(runId: string, sign: LaneSign): string {
    const rootId = this.owners[this.laneOf(runId)]?.rootId;
    let gutter = "";
    for (const owner of this.owners) {
      if (owner === undefined) gutter += "  ";
      else if (owner.runId === runId) gutter += `${sign} `;
      else gutter += owner.rootId === rootId ? "│ " : "┊ ";
    }
    return gutter;
  }

  /** -1 for a run that has none. */
  private laneOf(runId: string): number {
    return this.owners.findIndex((owner) => owner?.runId === runId);
  }
}
