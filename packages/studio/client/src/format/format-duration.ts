/** A duration as a person would say it: `0.4 ms`, `340 ms`, `2.31 s`, `4 m 05 s`. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < 1) return length === 0 ? "0 ms" : `${length.toFixed(1)} ms`;
  if (length < 1_000) return `${Math.round(length)} ms`;
  if (length < 60_000) return `${(length / 1_000).toFixed(2)} s`;
  const seconds = Math.round(length / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(seconds / 3_600)} h ${String(Math.floor(seconds / 60) % 60).padStart(2, "0")} m`;
}
