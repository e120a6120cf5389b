import "#wiring";

export {
  BaseRetriever,
  type BaseRetriever as BaseRetrieverInterface,
  type BaseRetrieverInput,
} from "../retrievers/base-retriever.js";
