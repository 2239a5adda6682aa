type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (value: unknown) => (isObject(value) ? value['id'] : undefined)

/** A later value over an earlier one: objects field by field, lists of things with an id by their id, all else as a whole. */
function over(before: unknown, after: unknown): unknown {
  if (isObject(before) && isObject(after)) {
    const fields: Fields = { ...before }
    for (const [name, value] of Object.entries(after)) fields[name] = over(before[name], value)
    return fields
  }
  if (!Array.isArray(before) || !Array.isArray(after) || after.some(value => idOf(value) === undefined))
    return after
  const merged = new Map<unknown, unknown>(before.map(value => [idOf(value), value]))
  for (const value of after) merged.set(idOf(value), over(merged.get(idOf(value)), value))
  return [...merged.values()]
}

/**
 * What the releases of one process come to, by the standard's rules
 * (https://standard.open-contracting.org/1.1/en/schema/merging/): without their ids, dates and tags.
 */
export function merged(releases: readonly object[]): unknown {
  return releases.reduce<unknown>((before, release) => {
    const { id: _id, date: _date, tag: _tag, ...rest }: Fields = { ...release }
    return over(before, rest)
  }, {})
}
