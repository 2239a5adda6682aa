/** Instants as people in France type them: deadlines are entered and shown in Paris, wherever the reader is. */

const inParis = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** An instant as a field of date and time holds it: `2027-01-15T12:00`, in Paris. */
export function parisField(instant: string): string {
  return inParis.format(new Date(instant)).replace(' ', 'T')
}

/** The instant that a field of date and time names, in Paris; null where it is empty or names none. */
export function parisInstant(field: string): string | null {
  const asUtc = new Date(`${field}Z`)
  if (field === '' || Number.isNaN(asUtc.getTime())) return null
  // Paris is ahead by what its clock shows of that time; a second step settles the hours around a change of clocks.
  let instant = asUtc
  for (let step = 0; step < 2; step++) {
    const ahead = new Date(`${parisField(instant.toISOString())}Z`).getTime() - instant.getTime()
    instant = new Date(asUtc.getTime() - ahead)
  }
  return instant.toISOString()
}
