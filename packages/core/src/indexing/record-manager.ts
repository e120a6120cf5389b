import { Serializable } from "../load/serializable.js";

/** What is noted of keys. */
export interface UpdateOptions {
  /** The source of each key's document, `null` for none. */
  groupIds?: (string | null)[];
  /** The manager's clock must not be behind this. */
  timeAtLeast?: number;
}

/** Which keys to list: those noted before and after a time, and of these sources. */
export interface ListKeyOptions {
  before?: number;
  after?: number;
  groupIds?: (string | null)[];
  limit?: number;
}

/** Remembers what was indexed, when, and from which source. */
export interface RecordManagerInterface {
  /** Makes ready what the manager keeps its notes in. */
  createSchema(): Promise<void>;
  /** The time by the manager's own clock, which never goes backwards. */
  getTime(): Promise<number>;
  /** Notes the keys as seen now. */
  update(keys: string[], options?: UpdateOptions): Promise<void>;
  /** Whether each is noted, in the order of the keys. */
  exists(keys: string[]): Promise<boolean[]>;
  listKeys(options?: ListKeyOptions): Promise<string[]>;
  deleteKeys(keys: string[]): Promise<void>;
}

/** The base of record managers. */
export abstract class RecordManager extends Serializable implements RecordManagerInterface {
  override lc_namespace = ["langchain", "recordmanagers"];
  abstract createSchema(): Promise<void>;
  abstract getTime(): Promise<number>;
  abstract update(keys: string[], options?: UpdateOptions): Promise<void>;
  abstract exists(keys: string[]): Promise<boolean[]>;
  abstract listKeys(options?: ListKeyOptions): Promise<string[]>;
  abstract deleteKeys(keys: string[]): Promise<void>;
}
