const NARROW = '\u202f'
const WIDE = '\u00a0'

/**
 * A French sentence with the spaces and apostrophes its typography asks for: a narrow no-break space before ; ! ? and
 * inside « », a no-break space before a colon and between a figure and its unit.
 */
export function typesetFrench(text: string): string {
  return text
    .replaceAll(/(?<=\p{L})'(?=\p{L}|\{)/gu, '’')
    .replaceAll(/ ([;!?])(?=\s|$|[)»])/g, `${NARROW}$1`)
    .replaceAll(/ (:)(?=\s|$)/g, `${WIDE}$1`)
    .replaceAll(/« /g, `«${NARROW}`)
    .replaceAll(/ »/g, `${NARROW}»`)
    .replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, NARROW)
    .replaceAll(/(?<=[\d}]) (?=(?:€|k€|%|km|g|m²|kg|h)(?!\p{L}))/gu, WIDE)
    .replaceAll(/\.\.\./g, '…')
}
