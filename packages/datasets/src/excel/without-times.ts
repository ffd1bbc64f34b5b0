/** Midnight of 1 January 1980, the first moment that a zip archive knows: time and date of MS-DOS. */
const FIRST_MOMENT = 0x0021_0000;
const END = 0x0605_4b50;
const END_SIZE = 22;

/**
 * A zip archive in which no file says when it was written, so that the same content gives the same bytes. The layout is that of
 * APPNOTE.TXT 6.3, for archives without comment and smaller than 4 GB, which is what the writer makes.
 *
 * @param zip - is changed
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('the Excel file was not made as expected');
  let entry = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    zip.writeUInt32LE(FIRST_MOMENT, entry + 12);
    zip.writeUInt32LE(FIRST_MOMENT, zip.readUInt32LE(entry + 42) + 10);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
