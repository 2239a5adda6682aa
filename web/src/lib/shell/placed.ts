/** As many stand side by side on a desktop before what is gone to less often leaves its place. */
const MOST = 9

/** What stands side by side on a desktop, role by role, and what is under « Plus » beside it. */
export function placed<Entry extends { seldom?: true }, Group extends { entries: Entry[] }>(
  groups: (Group & { entries: Entry[] })[],
): { direct: (Group & { entries: Entry[] })[]; more: Entry[] } {
  const all = groups.flatMap(({ entries }) => entries)
  if (all.length <= MOST) return { direct: groups, more: [] }
  return {
    direct: groups.map(group => ({ ...group, entries: group.entries.filter(one => !one.seldom) })),
    more: all.filter(one => one.seldom),
  }
}
