import type { Text } from '@maillage/matching/catalogue.ts'
import type { Fault } from '../../problems/faults.ts'
import type { EvaluatedLot, EvaluationShown } from './schemas.ts'

const unjudged = (name: string, lot: number): Text => ({
  fr: `Lot ${lot} : dites si l’offre de ${name} est régulière.`,
  en: `Lot ${lot}: say whether the offer of ${name} is regular.`,
})

const unmarked = (name: string, lot: number, criterion: string): Text => ({
  fr: `Lot ${lot} : notez l’offre de ${name} sur le critère « ${criterion} », et dites pourquoi.`,
  en: `Lot ${lot}: mark the offer of ${name} on the criterion “${criterion}”, and say why.`,
})

const unadmitted = (name: string): Text => ({
  fr: `Dites si la candidature de ${name} est recevable : elle est vérifiée au plus tard avant l’attribution (R2144-3).`,
  en: `Say whether the candidacy of ${name} is admitted: it is verified before the award at the latest (R2144-3).`,
})

/**
 * What stands between the offers of a tender and their award: every one judged, every regular one marked, and the candidacies
 * of those that are ranked first admitted. Of a candidacy that is set aside, the offer is not looked at.
 */
export function missingBefore({ lots, candidacies }: Pick<EvaluationShown, 'lots' | 'candidacies'>): Fault[] {
  const first = new Set(lots.flatMap(firstRanked).map(({ offerId }) => offerId))
  const unverified = candidacies.flatMap(({ offerId, bidder, verdict }): Fault[] =>
    first.has(offerId) && verdict === null
      ? [{ field: `/candidacies/${offerId}`, message: unadmitted(bidder.name) }]
      : [],
  )
  const inLots = lots.flatMap(({ number, offers }) =>
    offers.flatMap(({ offerId, bidder, candidacy, verdict, marks }): Fault[] => {
      const field = `/lots/${number}/offers/${offerId}`
      if (candidacy === 'set-aside') return []
      if (verdict === null) return [{ field: `${field}/verdict`, message: unjudged(bidder.name, number) }]
      if (verdict !== 'regular') return []
      return marks.flatMap(({ mark, name }, at) =>
        mark === null
          ? [{ field: `${field}/marks/${at}`, message: unmarked(bidder.name, number, name) }]
          : [],
      )
    }),
  )
  return [...inLots, ...unverified]
}

/** Offers that a lot may go to: the first ranked, or all that share the first rank. */
export const firstRanked = ({ offers }: EvaluatedLot) => offers.filter(({ rank }) => rank === 1)
