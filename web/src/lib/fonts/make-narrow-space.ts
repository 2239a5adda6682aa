/**
 * `pnpm --filter @maillage/web narrow-space` writes `narrow-space.ttf`: a font of one empty glyph, the narrow no-break
 * space (U+202F), a sixth of an em wide. The text fonts lack that glyph, and browsers then put half a space in its
 * place: with these letters 20 000 would read as one word.
 */
import { writeFileSync } from 'node:fs'

const UNITS = 1000
const ADVANCE = 170
const CHARACTER = 0x202f

const u16 = (...values: number[]) =>
  Buffer.concat(values.map(value => Buffer.from([(value >> 8) & 255, value & 255])))
const u32 = (...values: number[]) => u16(...values.flatMap(value => [value >>> 16, value & 0xffff]))
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16()

const names = new Map([
  [1, 'Narrow space'],
  [2, 'Regular'],
  [3, 'Narrow space 1'],
  [4, 'Narrow space'],
  [5, 'Version 1.0'],
  [6, 'NarrowSpace'],
])
const strings = [...names.values()].map(utf16)
const records = [...names.keys()].map((id, index) => {
  const offset = strings.slice(0, index).reduce((sum, one) => sum + one.length, 0)
  return u16(3, 1, 0x409, id, strings[index]?.length ?? 0, offset)
})

/** One segment for the character, and the closing one that the format asks for. */
const mapping = Buffer.concat([
  u16(4, 32, 0, 4, 4, 1, 0),
  u16(CHARACTER, 0xffff, 0),
  u16(CHARACTER, 0xffff),
  u16(1 - CHARACTER, 1),
  u16(0, 0),
])

const tables: Record<string, Buffer> = {
  'OS/2': Buffer.concat([
    u16(4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    Buffer.alloc(10),
    u32(0x80000000, 0, 0, 0),
    Buffer.from('NONE'),
    u16(0x40, CHARACTER, CHARACTER, 800, -200, 200, 800, 200),
    u32(0, 0),
    u16(500, 700, 0, CHARACTER, 1),
  ]),
  cmap: Buffer.concat([u16(0, 1, 3, 1), u32(12), mapping]),
  glyf: Buffer.alloc(4),
  head: Buffer.concat([
    u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
    u16(0b1011, UNITS),
    Buffer.alloc(16),
    u16(0, 0, 0, 0, 0, 8, 2, 0, 0),
  ]),
  hhea: Buffer.concat([u32(0x10000), u16(800, -200, 200, ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0), u16(2)]),
  hmtx: u16(500, 0, ADVANCE, 0),
  loca: u16(0, 0, 0),
  maxp: Buffer.concat([u32(0x10000), u16(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
  name: Buffer.concat([u16(0, names.size, 6 + 12 * names.size), ...records, ...strings]),
  post: Buffer.concat([u32(0x30000, 0), u16(0, 0), u32(0, 0, 0, 0, 0)]),
}

function checksum(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

const tags = Object.keys(tables)
const directory: Buffer[] = [u32(0x10000), u16(tags.length, 128, 3, tags.length * 16 - 128)]
const bodies: Buffer[] = []
let offset = 12 + 16 * tags.length
for (const [tag, body] of Object.entries(tables)) {
  directory.push(Buffer.concat([Buffer.from(tag), u32(checksum(body), offset, body.length)]))
  const padding = Buffer.alloc((4 - (body.length % 4)) % 4)
  bodies.push(body, padding)
  offset += body.length + padding.length
}
const font = Buffer.concat([...directory, ...bodies])
const headAt =
  12 +
  16 * tags.length +
  ['OS/2', 'cmap', 'glyf'].reduce((sum, tag) => sum + Math.ceil((tables[tag]?.length ?? 0) / 4) * 4, 0)
font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headAt + 8)
writeFileSync(new URL('narrow-space.ttf', import.meta.url), font)
