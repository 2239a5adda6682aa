import type { Text } from '@maillage/matching/catalogue.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import { letter, type Mail } from './words.ts'

/** To whoever keeps stocks: an item is out, or lasts less long than it should. */
export function stockRunsOut({
  name,
  state,
  days,
  stockOutOn,
  there,
  link,
}: {
  name: Text
  state: 'out' | 'low'
  days: number
  stockOutOn: string | null
  there: number
  link: string
}): Mail {
  const fr =
    state === 'out'
      ? 'Il n’en reste plus.'
      : `Il en reste ${number(there, 'fr')}, soit ${number(days, 'fr')} jours${stockOutOn === null ? '' : `\u00a0: la rupture est attendue le ${day(stockOutOn, 'fr')}`}.`
  const en =
    state === 'out'
      ? 'None is left.'
      : `${number(there, 'en')} are left, enough for ${number(days, 'en')} days${stockOutOn === null ? '' : `: they are expected to run out on ${day(stockOutOn, 'en')}`}.`
  return {
    fr: {
      subject: `${state === 'out' ? 'Rupture de stock' : 'Stock bas'}\u00a0: ${name.fr}`,
      body: letter('Bonjour,', fr, link),
    },
    en: {
      subject: `${state === 'out' ? 'Out of stock' : 'Low stock'}: ${name.en}`,
      body: letter('Hello,', en, link),
    },
  }
}
