/** The reason of a signal that is aborted because whoever consumes a stream has left it: the runs are cancelled, and nothing failed. */
export const consumerLeft: unique symbol = Symbol("earshot.consumerLeft");
