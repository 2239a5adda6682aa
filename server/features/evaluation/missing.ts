import type { Text } from '@maillage/matching/catalogue.ts'
import type { Fault } from '../../problems/faults.ts'
import type { EvaluatedLot } from './schemas.ts'

const unjudged = (name: string, lot: number): Text => ({
  fr: `Lot ${lot} : dites si l’offre de ${name} est régulière.`,
  en: `Lot ${lot}: say whether the offer of ${name} is regular.`,
})

const unmarked = (name: string, lot: number, criterion: string): Text => ({
  fr: `Lot ${lot} : notez l’offre de ${name} sur le critère « ${criterion} », et dites pourquoi.`,
  en: `Lot ${lot}: mark the offer of ${name} on the criterion “${criterion}”, and say why.`,
})

/** What stands between the offers of these lots and their award: every one judged, every regular one marked. */
export function missingBefore(lots: EvaluatedLot[]): Fault[] {
  return lots.flatMap(({ number, offers }) =>
    offers.flatMap(({ offerId, bidder, verdict, marks }): Fault[] => {
      const field = `/lots/${number}/offers/${offerId}`
      if (verdict === null) return [{ field: `${field}/verdict`, message: unjudged(bidder.name, number) }]
      if (verdict !== 'regular') return []
      return marks.flatMap(({ mark, name }, at) =>
        mark === null
          ? [{ field: `${field}/marks/${at}`, message: unmarked(bidder.name, number, name) }]
          : [],
      )
    }),
  )
}

/** Offers that a lot may go to: the first ranked, or all that share the first rank. */
export const firstRanked = ({ offers }: EvaluatedLot) => offers.filter(({ rank }) => rank === 1)
