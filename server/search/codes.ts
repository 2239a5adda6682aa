/** A code in a text, in the form codes are compared in. */
export interface Code {
  code: string
  start: number
  end: number
}

/** Bodies that write norms: their number belongs to them, with or without a space. */
const bodies = '(?:NF|EN|ISO|DIN|ASTM|UNE|BS|CEN|AFNOR|SPEC|TS|PPE|OEKO[- ]?TEX)'

const patterns = [
  // EN 14683, NF EN ISO 374-1, ISO 9001: the last body and the number.
  new RegExp(`\\b${bodies}(?:[ \\u00a0/-]?${bodies})*[ \\u00a0-]?\\d[\\d]*(?:-\\d{1,2})?(?![\\d.,])`, 'giu'),
  // Postal codes, CPV codes, SIREN: five digits or more and nothing else.
  /(?<![\d.,])\d{5,9}(?:-\d)?(?![\d.,])/gu,
  // UNS1, FFP2, H2402: letters that end in digits.
  /\b[A-Z]{1,4}\d{1,5}\b/gu,
]

/** Codes of a text: they are looked for exactly, whatever is near them. */
export function codesIn(text: string): Code[] {
  const found: Code[] = []
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some(other => start < other.end && end > other.start)) continue
      found.push({ code: codeOf(match[0]), start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** `NF EN 14683` and `en14683` are one norm: the national body before a European or international one is dropped. */
export function codeOf(written: string): string {
  const compact = written
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '')
    .replace(/([a-z])-(?=\d)/g, '$1')
  return compact.replace(/^(?:nf|din|une|bs)-?(?=en|iso)/, '').replace(/^en-?(?=iso)/, '')
}
