import "#wiring";

export { BaseRetriever, type BaseRetrieverInput } from "../retrievers/base-retriever.js";
