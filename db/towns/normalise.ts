/**
 * Brings a place name to the form names are compared in: lower case, no accents, ligatures opened, hyphens and
 * apostrophes as spaces, "st" and "ste" spelt out.
 */
export function normalise(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(st|ste)\b/g, word => (word === 'st' ? 'saint' : 'sainte'))
    .trim()
}
