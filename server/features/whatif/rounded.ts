/** A value with its numbers rounded to so much as anybody reads: a hundredth of a unit; shares keep four digits. */
export function rounded<Value>(value: Value): Value
export function rounded(value: unknown): unknown {
  if (typeof value === 'number')
    return Math.abs(value) < 1 ? Math.round(value * 1e4) / 1e4 : Math.round(value * 100) / 100
  if (Array.isArray(value)) return value.map(each => rounded<unknown>(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded<unknown>(each)]))
}
