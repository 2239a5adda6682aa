/**
 * The number a person typed: spaces of any kind group the thousands, a comma or a point marks the decimals.
 * Null where it is empty, NaN where it is not a number.
 */
export function parseNumber(typed: string): number | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f']/g, '')
  if (text === '') return null
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
    ? text.replaceAll(',', '')
    : text.replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN
}
