const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The ISO date it is in France at this instant. */
export function parisDate(instant: Date): string {
  return inParis.format(instant)
}
