/** An open run, as far as its place among the others goes. */
interface Place {
  /** `1:chain:Name`. */
  readonly crumb: string;
  readonly parent: Place | undefined;
  readonly startedAt: number;
  /** The number of the latest run in the tree below, or its own. */
  latest: number;
}

/** Where a run stands, in words. */
export interface RunPosition {
  /** The crumbs of the runs around it, outermost first. */
  readonly parents: readonly string[];
  readonly crumb: string;
  readonly elapsedMs: number;
}

/** Numbers the open runs of each tree in the order they start, and knows where each one stands. An ended run is forgotten. */
export class RunLineage {
  private readonly places = new Map<string, Place>();

  open(runId: string, run: { readonly parentRunId: string | undefined; readonly label: string }): RunPosition {
    const parent = run.parentRunId === undefined ? undefined : this.places.get(run.parentRunId);
    const order = (parent?.latest ?? 0) + 1;
    const place: Place = { crumb: `${order}:${run.label}`, parent, startedAt: Date.now(), latest: order };
    this.places.set(runId, place);
    tellParent(place);
    return positionOf(place);
  }

  /** Where an open run stands; `undefined` for a run whose start was not heard. */
  at(runId: string): RunPosition | undefined {
    const place = this.places.get(runId);
    return place === undefined ? undefined : positionOf(place);
  }

  close(runId: string): RunPosition | undefined {
    const place = this.places.get(runId);
    if (place === undefined) return undefined;
    this.places.delete(runId);
    tellParent(place);
    return positionOf(place);
  }
}

function tellParent({ parent, latest }: Place): void {
  if (parent !== undefined) parent.latest = Math.max(parent.latest, latest);
}

function positionOf(place: Place): RunPosition {
  const parents: string[] = [];
  for (let { parent } = place; parent !== undefined; parent = parent.parent) parents.unshift(parent.crumb);
  return { parents, crumb: place.crumb, elapsedMs: Date.now() - place.startedAt };
}
