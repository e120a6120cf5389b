/** Those who wait for the file look for it every few milliseconds. */
const pauseMs = 4;

/** Between two portions of what takes long, so that this and other processes can do other things. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));
