import { findMedian } from "../harness/find-median.mjs";
import { prepareWork, repeat, runInProcess, warmUp } from "./prepare-work.mjs";

/** Long enough for the clock to cost nothing, short enough to keep a library's background queue from growing without bound. */
const blockMilliseconds = 10;

const request = JSON.parse(process.argv[2]);
const answer = await runInProcess(request.ambient, () => measure(request));
process.stdout.write(JSON.stringify(answer));

async function measure({ size, warmSize = size, warm, measureMilliseconds, ...which }) {
  const { create, drain, reset, check } = await prepareWork(which);
  const piece = create(size);
  // The same objects where possible: compiled code that has only ever seen one chain is thrown away when it meets another.
  const warmPiece = warmSize === size ? piece : create(warmSize);
  const rate = await warmUp(warmPiece, { ...warm, drain });
  const runsPerMillisecond = rate * (warmPiece.units / piece.units);
  const blockRuns = Math.max(1, Math.round(runsPerMillisecond * blockMilliseconds));

  await verifyText(piece);
  await drain();
  // No collection here: a forced one drops the objects compiled code was made for, and the code with them (3 µs became 200).
  reset();

  let runs = 0;
  const blocks = [];
  const cpuStart = process.cpuUsage();
  const start = performance.now();
  for (let now = start; now - start < measureMilliseconds;) {
    await repeat(piece, blockRuns);
    await drain();
    const end = performance.now();
    blocks.push(end - now);
    runs += blockRuns;
    now = end;
  }
  const cpu = process.cpuUsage(cpuStart);

  check(piece, runs);
  // The median block, since a block in which the machine did something else says nothing. CPU time is that of all of them.
  const block = findMedian(blocks);
  return {
    wall: (block * 1000) / (blockRuns * piece.units),
    cpu: (cpu.user + cpu.system) / (runs * piece.units),
    runs,
  };
}

async function verifyText({ run, size, definition }) {
  if (run.readText === undefined) return;
  if ((await run.readText()) !== definition.expectedText({ size })) {
    throw new Error("The streamed text is not the text the model was given.");
  }
}
