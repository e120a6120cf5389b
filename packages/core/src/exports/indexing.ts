export { InMemoryRecordManager } from "../indexing/in-memory-record-manager.js";
export {
  indexDocuments as index,
  type IndexArgs,
  type IndexingResult,
  type IndexOptions,
} from "../indexing/index-documents.js";
export { IndexingError } from "../indexing/indexing-error.js";
export {
  RecordManager,
  type ListKeyOptions,
  type RecordManagerInterface,
  type UpdateOptions,
} from "../indexing/record-manager.js";
