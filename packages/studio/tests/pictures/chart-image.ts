import { crc32, deflateSync } from "node:zlib";

const [width, height] = [320, 160];

/** A picture of a curve that falls at once, as a `data:` address. */
export const chartImage = `data:image/png;base64,${png().toString("base64")}`;

function png(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels())),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}

function pixels(): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const curve = height - 10 - ((x < 180 ? 110 : 60) + 6 * Math.sin(x / 7) + 4 * Math.sin(x / 3.1));
      const colour = Math.abs(y - curve) < 1.5 ? [117, 87, 214] : y > curve ? [226, 220, 250] : [250, 250, 252];
      rows.set(colour, y * (1 + width * 3) + 1 + x * 3);
    }
  return rows;
}
