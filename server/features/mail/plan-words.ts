import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import { letter, type Mail } from './words.ts'

/** To a firm: what the region's plan proposes to it, or no longer does. A plan is indicative, and the mail says so. */
export function planNews({
  operator,
  happened,
  names,
  replyBy,
  link,
}: {
  operator: string
  happened: 'proposed' | 'withdrawn' | 'lapsed'
  names: Text[]
  replyBy: string | null
  link: string
}): Mail {
  const items = { fr: names.map(({ fr }) => fr).join(', '), en: names.map(({ en }) => en).join(', ') }
  const said = {
    proposed: {
      fr: `${operator} vous propose de fabriquer, dans son plan de production\u00a0: ${items.fr}.${replyBy === null ? '' : ` Répondez avant la fin du ${day(replyBy, 'fr')}.`}`,
      en: `${operator} proposes to you to make, in its production plan: ${items.en}.${replyBy === null ? '' : ` Answer by the end of ${day(replyBy, 'en')}.`}`,
    },
    withdrawn: {
      fr: `${operator} ne vous propose plus, dans son plan de production\u00a0: ${items.fr}. Les heures retenues sont rendues.`,
      en: `${operator} no longer proposes to you, in its production plan: ${items.en}. The hours that were held are given back.`,
    },
    lapsed: {
      fr: `Une proposition du plan de ${operator} est arrivée à son terme\u00a0: ${items.fr}. Les heures retenues sont rendues.`,
      en: `A proposal of the plan of ${operator} has come to its end: ${items.en}. The hours that were held are given back.`,
    },
  }[happened]
  const indicative = {
    fr: 'Un plan est indicatif\u00a0: ce n’est pas une commande.',
    en: 'A plan is indicative: it is no order.',
  }
  return {
    fr: {
      subject: `Plan de production\u00a0: ${items.fr}`,
      body: letter('Bonjour,', `${said.fr} ${indicative.fr}`, link),
    },
    en: {
      subject: `Production plan: ${items.en}`,
      body: letter('Hello,', `${said.en} ${indicative.en}`, link),
    },
  }
}
