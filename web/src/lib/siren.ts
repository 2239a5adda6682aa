/** Digits of a SIREN (9) or SIRET (14) as typed, spaces left out; null where it is neither. */
export function sirenOf(typed: string): string | null {
  const digits = typed.replaceAll(/[\s\u00a0\u202f.]/g, '')
  return /^(\d{9}|\d{14})$/.test(digits) ? digits : null
}
