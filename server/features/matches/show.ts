import type { Engine } from '@maillage/matching/engine.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Static } from 'typebox'
import { communeName } from '../../places.ts'
import type { Reader } from './policy.ts'
import type { FirmCard, RankingSchema } from './schemas.ts'

function cardOf(firm: Firm): Static<typeof FirmCard> | null {
  const [site] = firm.sites
  return site === undefined
    ? null
    : {
        id: firm.id,
        name: firm.name,
        structure: firm.structure,
        verified: firm.verified,
        commune: site.place.commune,
        communeName: communeName(site.place.commune),
        department: site.place.department,
        latitude: site.place.latitude,
        longitude: site.place.longitude,
        confirmedAt: firm.confirmedAt,
      }
}

/** Cards of the firms that have a site, by id. */
export function cardsOf(engine: Engine, ids: string[]): Record<string, Static<typeof FirmCard>> {
  const cards = [...new Set(ids)].flatMap(id => {
    const firm = engine.firm(id)
    const card = firm ? cardOf(firm) : null
    return card ? [card] : []
  })
  return Object.fromEntries(cards.map(card => [card.id, card]))
}

/**
 * A ranking as its reader may see it: partnerships and knocked-out firms that chose not to be seen are left out, with
 * cards for the firms that are named. Consent governs display, not matching: those firms were told all the same.
 */
export function showTo(
  reader: Reader,
  engine: Engine,
  ranking: Ranking,
  limit: number,
): Static<typeof RankingSchema> {
  const mayShow = (id: string) =>
    reader.sees === 'all' || reader.sees.includes(id) || engine.firm(id)?.audience !== 'operator'

  const partnerships = ranking.partnerships
    .filter(partnership => partnership.members.every(({ firm }) => mayShow(firm)))
    .slice(0, limit)
  const nearest = ranking.knockedOut.nearest.filter(({ firm }) => mayShow(firm))
  const named = [
    ...partnerships.flatMap(({ members }) => members.map(({ firm }) => firm)),
    ...nearest.map(({ firm }) => firm),
  ]
  return {
    ...ranking,
    partnerships,
    knockedOut: { ...ranking.knockedOut, nearest },
    firms: cardsOf(engine, named),
  }
}
