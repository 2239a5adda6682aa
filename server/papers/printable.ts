/** What the embedded fonts draw beside Latin letters: the marks of French and English, and money. */
const drawn = /[\n -~¡-ÿŒœŸ–—‘’‚“”„†‡•…‰‹›€™−]/

/** What stands for a sign that the fonts do not draw. */
const unknown = '?'

/**
 * A text in the signs that the embedded fonts draw: narrow and other spaces become no-break ones, letters with rare accents
 * lose them, and what is left (other scripts, pictures) is a question mark, so that nothing is silently missing.
 */
export function printable(text: string): string {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, '\u00a0')
  return Array.from(plain.normalize('NFC'), sign => {
    if (sign === '\u00a0' || drawn.test(sign)) return sign
    if (sign === '\u2010' || sign === '\u2011') return '-'
    // Marks of the direction of writing, joiners and controls take no room.
    if (/\p{C}/u.test(sign)) return ''
    const [bare = unknown] = sign.normalize('NFD')
    return drawn.test(bare) ? bare : unknown
  }).join('')
}
