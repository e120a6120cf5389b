/** Where a typed handler keeps what it puts around the stages of a stream, to see chunks that no event tells. */
export const tapsStages: unique symbol = Symbol("earshot.tapsStages");
