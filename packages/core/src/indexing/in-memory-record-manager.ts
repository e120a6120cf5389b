import { RecordManager, type ListKeyOptions, type UpdateOptions } from "./record-manager.js";
import { IndexingError } from "./indexing-error.js";

interface Note {
  readonly at: number;
  readonly groupId: string | null;
}

/** Remembers what was indexed as long as the process lasts. Its clock counts the times it was asked for. */
export class InMemoryRecordManager extends RecordManager {
  readonly #notes = new Map<string, Note>();
  #time = 0;

  override async createSchema(): Promise<void> {
    // nothing to make
  }

  override async getTime(): Promise<number> {
    return ++this.#time;
  }

  override async update(keys: string[], { groupIds, timeAtLeast }: UpdateOptions = {}): Promise<void> {
    if (groupIds !== undefined && groupIds.length !== keys.length)
      throw new IndexingError(`There are ${groupIds.length} sources for ${keys.length} keys. Give one for each key.`);
    if (timeAtLeast !== undefined && timeAtLeast > this.#time)
      throw new IndexingError("The record manager's clock went backwards. Give it one that doesn't.");
    for (const [index, key] of keys.entries())
      this.#notes.set(key, { at: this.#time, groupId: groupIds?.[index] ?? null });
  }

  override async exists(keys: string[]): Promise<boolean[]> {
    return keys.map((key) => this.#notes.has(key));
  }

  override async listKeys({ before, after, groupIds, limit }: ListKeyOptions = {}): Promise<string[]> {
    const isListed = ([, { at, groupId }]: [string, Note]): boolean =>
      (before === undefined || at < before) &&
      (after === undefined || at > after) &&
      (groupIds === undefined || groupIds.includes(groupId));
    const listed = [...this.#notes].filter(isListed).map(([key]) => key);
    return limit === undefined ? listed : listed.slice(0, limit);
  }

  override async deleteKeys(keys: string[]): Promise<void> {
    for (const key of keys) this.#notes.delete(key);
  }
}
