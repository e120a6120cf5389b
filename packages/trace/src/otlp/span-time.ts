/** Unix milliseconds, to the microsecond. */
export const milliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1000n) / 1000;

/** Whether it is a time: until the year 2255 microseconds are safe as numbers. */
export const isTime = (nanoseconds: bigint): boolean => nanoseconds >= 0n && nanoseconds < 9_000_000_000_000_000_000n;
