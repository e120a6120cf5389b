import type { Schema } from "../../schema/schema.js";
import type { Runnable } from "../runnable.js";

/** What goes into a runnable or comes out of it. */
export interface GraphSchema {
  readonly name?: string;
  /** Left out where nobody says what it is. */
  readonly schema?: Schema | undefined;
}

/** A runnable, or what goes in or comes out. */
export interface GraphNode {
  readonly id: string;
  readonly name: string;
  readonly data: Runnable | GraphSchema;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The way from one node to another. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  /** What stands at it. */
  readonly data?: string | undefined;
  /** True if it isn't always taken. */
  readonly conditional?: boolean | undefined;
}
