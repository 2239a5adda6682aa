import type { BuyingLimit, Figure } from '@maillage/db/law/schema.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import type { Fault } from '../../problems/faults.ts'

const said = {
  days: { fr: 'La fin doit venir après le début.', en: 'The end has to come after the beginning.' },
  twice: { fr: 'Cette valeur figure deux fois.', en: 'This figure appears twice.' },
  figure: {
    fr: 'Une valeur garde son objet : créez-en une autre.',
    en: 'A figure stays what it is about: add another.',
  },
  future: { fr: 'Ce jour n’est pas encore venu.', en: 'This day has not come yet.' },
}

/** What a figure can reasonably be, in its unit: what lies outside is a slip of the hand. */
const ranges: Record<Figure, readonly [least: number, most: number]> = {
  'framework-months': [1, 240],
  'environmental-criteria': [0, 12],
  'essential-data-cents': [0, 100_000_000_00],
  'essential-data-months': [1, 24],
  'advance-least-percent': [0, 100],
  'member-replacement-days': [1, 365],
  'award-notice-days': [1, 365],
  'alike-months': [1, 60],
}

const outside = ([least, most]: readonly [number, number]): Fault['message'] => ({
  fr: `Attendu : de ${number(least, 'fr')} à ${number(most, 'fr')}.`,
  en: `Expected: from ${number(least, 'en')} to ${number(most, 'en')}.`,
})

const holdsWith = (one: BuyingLimit, other: BuyingLimit) =>
  one.figure === other.figure &&
  (other.until === null || one.from < other.until) &&
  (one.until === null || other.from < one.until)

/**
 * What is wrong with figures that are to stand in the table, with those of it that they do not replace: nonsense for their unit,
 * days the wrong way round, or two that hold on one day. `today` is an ISO date in France.
 */
export function checkLimits(
  revised: readonly BuyingLimit[],
  stored: readonly BuyingLimit[],
  today: string,
): Fault[] {
  const kept = stored.filter(({ id }) => !revised.some(limit => limit.id === id))
  return revised.flatMap((limit, at): Fault[] => {
    const fault = (field: string, message: Fault['message']) => [{ field: `/limits/${at}/${field}`, message }]
    if (revised.findIndex(({ id }) => id === limit.id) < at) return fault('id', said.twice)
    const before = stored.find(({ id }) => id === limit.id)
    if (before !== undefined && before.figure !== limit.figure) return fault('figure', said.figure)
    const [least, most] = ranges[limit.figure]
    const faults = [
      ...(limit.value < least || limit.value > most ? fault('value', outside([least, most])) : []),
      ...(limit.until !== null && limit.until <= limit.from ? fault('until', said.days) : []),
      ...(limit.source.readOn > today ? fault('source/readOn', said.future) : []),
    ]
    if (faults.length > 0) return faults
    const other = [...revised.slice(0, at), ...kept].find(one => holdsWith(limit, one))
    if (other === undefined) return []
    return fault('from', {
      fr: `Une autre valeur vaut déjà ces jours-là, depuis le ${day(other.from, 'fr')} : donnez-lui d’abord une fin.`,
      en: `Another figure holds on these days already, from ${day(other.from, 'en')} on: give it an end first.`,
    })
  })
}
