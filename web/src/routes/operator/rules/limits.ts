import type { Sent } from '#lib/api/types.ts'
import type { Limit } from '#lib/procedure/procedure.ts'

export type RevisedLimit = Sent<'/api/organisations/{organisationId}/buying-limits', 'put'>['limits'][number]

/** A figure as it is sent: without what the table adds to it. */
export function sentOf({ origin: _origin, shipped: _shipped, ...limit }: Limit): RevisedLimit {
  return limit
}

/** Whether a figure is an amount, which the table keeps in cents. */
export const isAmount = ({ figure }: Pick<Limit, 'figure'>) => figure.endsWith('-cents')

/** What replaces a figure from a day on: it ends there, and another of its kind begins. */
export function replacedFrom(limit: Limit, after: RevisedLimit): RevisedLimit[] {
  const id = `${limit.id.replace(/-from-\d{4}.*$/, '')}-from-${after.from}`
  return [
    { ...sentOf(limit), until: after.from },
    { ...after, id, revision: 0 },
  ]
}
