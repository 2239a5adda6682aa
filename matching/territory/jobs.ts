/**
 * Jobs that hours of work keep: full-time equivalents, so that two half days of work are one. Hours and jobs of the same
 * people are one thing told twice, and never added.
 */

/**
 * Hours that one full-time job works in a year in France: the legal working time (Code du travail, L3121-41: 1,607 hours with the
 * day of solidarity; service-public.fr F1911).
 */
export const hoursAYear = 1607

const weeksAYear = 52

/** Full-time jobs that so many hours keep over so many weeks; holidays are in it, as the law's year has them. */
export function jobsOf(hours: number, weeks: number): number {
  return weeks <= 0 ? 0 : hours / ((hoursAYear / weeksAYear) * weeks)
}
