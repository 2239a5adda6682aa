import { day } from '@maillage/matching/words/typography.ts'
import type { Language } from '../../problems/problem.ts'
import type { Entry } from './atom.ts'
import type { Dated } from './calendar.ts'
import type { PublishedAward } from './queries.ts'
import type { OpenNeed, OpenTender } from './schemas.ts'

/** What everybody may read, as feeds are made from. */
export interface Open {
  needs: OpenNeed[]
  tenders: OpenTender[]
  /** Award notices. */
  awards: PublishedAward[]
}

const inParis = (instant: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(new Date(instant))

const words = {
  fr: {
    award: 'Avis d’attribution',
    need: 'Besoin',
    tender: 'Consultation',
    deadline: 'Date limite',
    delivery: 'Livraison',
  },
  en: { award: 'Award notice', need: 'Need', tender: 'Tender', deadline: 'Deadline', delivery: 'Delivery' },
}

/** Needs and tenders as entries of one feed, the last published first. */
export function entriesOf({ needs, tenders, awards }: Open, language: Language): Entry[] {
  const say = words[language]
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  const entries = [
    ...needs.map(({ deliveries, title, buyer, ...need }) => ({
      ...need,
      title: `${say.need}${colon}${title[language]}`,
      author: buyer,
      summary: deliveries
        .map(({ due, quantity }) => `${say.delivery} ${day(due, language)}${colon}${quantity}`)
        .join('. '),
    })),
    ...tenders.map(({ title, buyer, deadline, ...tender }) => ({
      ...tender,
      title: `${say.tender}${colon}${title}`,
      author: buyer,
      summary: deadline === null ? '' : `${say.deadline}${colon}${inParis(deadline, language)}`,
      updatedAt: tender.publishedAt,
    })),
    ...awards.map(({ title, buyer, content, ...award }) => ({
      ...award,
      title: `${say.award}${colon}${title}`,
      author: buyer,
      summary: content.lots.flatMap(({ holders }) => holders.map(({ name }) => name)).join(', '),
      updatedAt: award.publishedAt,
    })),
  ]
  return entries.toSorted((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1))
}

/** Deadlines of tenders, and days on which needs are to be delivered. */
export function datesOf({ needs, tenders }: Omit<Open, 'awards'>, language: Language): Dated[] {
  const say = words[language]
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  return [
    ...needs.flatMap(({ id, title, buyer, url, updatedAt, deliveries }) =>
      deliveries.map(({ due, quantity }) => ({
        uid: `${id}-${due}@maillage`,
        at: due,
        title: `${say.delivery}${colon}${title[language]}`,
        description: `${buyer}\n${quantity}`,
        url,
        changedAt: updatedAt,
      })),
    ),
    ...tenders.flatMap(({ id, title, buyer, url, deadline, publishedAt }) =>
      deadline === null
        ? []
        : [
            {
              uid: `${id}@maillage`,
              at: deadline,
              title: `${say.deadline}${colon}${title}`,
              description: buyer,
              url,
              changedAt: publishedAt,
            },
          ],
    ),
  ]
}
