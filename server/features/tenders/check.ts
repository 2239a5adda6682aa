import type { DB } from '@maillage/db/tables/database.ts'
import type { Criterion, TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import type { Fault } from '../../problems/faults.ts'
import { limitOn, readLaw, readRule } from '../procedures/law.ts'

const DAY_MILLISECONDS = 86_400_000

const said = {
  description: {
    fr: 'Décrivez l’objet et les conditions d’exécution : c’est ce que les entreprises liront.',
    en: 'Describe the subject and the terms: it is what firms will read.',
  },
  criteria: {
    fr: 'Choisissez au moins un critère d’attribution.',
    en: 'Choose at least one award criterion.',
  },
  weights: {
    fr: 'Les poids des critères doivent faire 100 % ensemble.',
    en: 'The weights of the criteria must make 100 % together.',
  },
  price: {
    fr: 'Un critère de prix est attendu.',
    en: 'A price criterion is expected.',
  },
  pricesTwice: {
    fr: 'Un seul critère de prix.',
    en: 'One price criterion only.',
  },
  how: {
    fr: 'Dites comment ce critère est noté : les entreprises doivent pouvoir le prévoir.',
    en: 'Say how this criterion is marked: firms must be able to foresee it.',
  },
  deadline: { fr: 'Fixez la date limite de remise des offres.', en: 'Set the deadline for offers.' },
  questionsUntil: {
    fr: 'Fixez la date limite des questions, avant celle des offres.',
    en: 'Set the last day for questions, before the deadline for offers.',
  },
  keys: {
    fr: 'Deux personnes de votre organisation prennent chacune une part de la clé.',
    en: 'Two people of your organisation each take a part of the key.',
  },
  recovery: {
    fr: 'Notez le code de secours : il remplace une part perdue.',
    en: 'Write the recovery code down: it stands in for a part that is lost.',
  },
  revised: {
    fr: 'Le besoin a été révisé depuis : reprenez le lot, pour publier ce qui est demandé aujourd’hui.',
    en: 'The need was revised since: take the lot again, so that what is asked today is published.',
  },
  unpublished: {
    fr: 'Le besoin de ce lot n’est pas publié.',
    en: 'The need of this lot is not published.',
  },
  procedure: {
    fr: 'La procédure choisie pour ce besoin n’est plus celle de cette consultation.',
    en: 'The procedure chosen for this need is no longer that of this tender.',
  },
  invited: {
    fr: 'Consultez d’abord au moins une entreprise sur un de ces besoins : personne d’autre ne pourra répondre.',
    en: 'Ask at least one firm about one of these needs first: nobody else will be able to answer.',
  },
} satisfies Record<string, Text>

const tooFewEnvironmental = (article: string): Text => ({
  fr: `Au moins un critère tient compte de l’environnement (${article}).`,
  en: `At least one criterion is about the environment (${article}).`,
})

const tooSoon = (days: number): Text => ({
  fr: `Laissez au moins ${days} jour${days > 1 ? 's' : ''} pour répondre.`,
  en: `Leave at least ${days} day${days > 1 ? 's' : ''} to answer.`,
})

/** What is wrong with award criteria; `environmental`: how many have to be about the environment, and by which article. */
export function criteriaFaults(
  criteria: readonly Criterion[],
  environmental: { value: number; article: string } | null,
): Fault[] {
  if (criteria.length === 0) return [{ field: '/criteria', message: said.criteria }]
  const prices = criteria.filter(({ kind }) => kind === 'price').length
  const about = criteria.filter(({ kind }) => kind === 'environment').length
  const unsaid = criteria.flatMap(({ kind, how }, at) =>
    kind !== 'price' && how.trim() === '' ? [{ field: `/criteria/${at}/how`, message: said.how }] : [],
  )
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  return [
    ...(total === 100 ? [] : [{ field: '/criteria', message: said.weights }]),
    ...(prices === 0 ? [{ field: '/criteria', message: said.price }] : []),
    ...(prices > 1 ? [{ field: '/criteria', message: said.pricesTwice }] : []),
    ...(environmental !== null && about < environmental.value
      ? [{ field: '/criteria', message: tooFewEnvironmental(environmental.article) }]
      : []),
    ...unsaid,
  ]
}

/** What is wrong with the dates of a tender that is published now. */
export function dateFaults(
  { questionsUntil, deadline }: { questionsUntil: Date | null; deadline: Date | null },
  leastAnswerDays: number | null,
  now: Date,
): Fault[] {
  if (deadline === null) return [{ field: '/deadline', message: said.deadline }]
  // Where the law names no time, it still has to be one in which somebody can answer.
  const days = leastAnswerDays ?? 1
  const faults: Fault[] =
    deadline.getTime() - now.getTime() < days * DAY_MILLISECONDS
      ? [{ field: '/deadline', message: tooSoon(days) }]
      : []
  if (questionsUntil === null || questionsUntil <= now || questionsUntil >= deadline)
    faults.push({ field: '/questionsUntil', message: said.questionsUntil })
  return faults
}

async function lotFaults(db: Kysely<DB>, tender: Selectable<TenderTable>): Promise<Fault[]> {
  const lots = await db
    .selectFrom('tenderLot')
    .innerJoin('need', 'need.id', 'tenderLot.needId')
    .leftJoin('procedure', 'procedure.needId', 'need.id')
    .select(['tenderLot.needRevision', 'need.revision', 'need.state', 'procedure.chosen'])
    .where('tenderId', '=', tender.id)
    .orderBy('number')
    .execute()
  return lots.flatMap(({ needRevision, revision, state, chosen }, at) => {
    if (state !== 'published') return [{ field: `/lots/${at}`, message: said.unpublished }]
    if (needRevision !== revision) return [{ field: `/lots/${at}`, message: said.revised }]
    return chosen === tender.procedure ? [] : [{ field: `/lots/${at}`, message: said.procedure }]
  })
}

async function keyFaults(db: Kysely<DB>, tenderId: string): Promise<Fault[]> {
  const parts = await db
    .selectFrom('tenderKeyPart')
    .select('recovery')
    .where('tenderId', '=', tenderId)
    .execute()
  const holders = parts.filter(({ recovery }) => !recovery).length
  return [
    ...(holders === 2 ? [] : [{ field: '/keys', message: said.keys }]),
    ...(parts.length > holders ? [] : [{ field: '/keys', message: said.recovery }]),
  ]
}

async function accessFaults(db: Kysely<DB>, { id, access }: Selectable<TenderTable>): Promise<Fault[]> {
  if (access === 'open') return []
  const asked = await db
    .selectFrom('sourcingContact')
    .innerJoin('tenderLot', 'tenderLot.needId', 'sourcingContact.needId')
    .select('firmId')
    .where('tenderLot.tenderId', '=', id)
    .where('state', 'in', ['asked', 'accepted'])
    .executeTakeFirst()
  return asked === undefined ? [{ field: '/access', message: said.invited }] : []
}

/** Times and waits that the law asks of a tender whose needs follow these rules: the longest of each. */
export async function timesDue(
  db: Kysely<DB>,
  tenderId: string,
): Promise<{ leastAnswerDays: number | null; standstillDays: number | null; regime: 'public' | 'private' }> {
  const chosen = await db
    .selectFrom('tenderLot')
    .innerJoin('procedure', 'procedure.needId', 'tenderLot.needId')
    .select(['ruleSlug', 'ruleRevision', 'regime'])
    .where('tenderId', '=', tenderId)
    .execute()
  const rules = await Promise.all(chosen.map(row => readRule(db, row.ruleSlug, row.ruleRevision)))
  const longest = (days: (number | null)[]) =>
    days.reduce((most, day) => (day === null ? most : Math.max(most ?? 0, day)), null)
  return {
    leastAnswerDays: longest(rules.map(rule => rule.leastAnswerDays)),
    standstillDays: longest(rules.map(rule => rule.standstillDays)),
    regime: chosen.some(({ regime }) => regime === 'public') ? 'public' : 'private',
  }
}

/** All that stands between a draft and its publication, each with the way out. */
export async function missingIn(
  db: Kysely<DB>,
  tender: Selectable<TenderTable>,
  now: Date,
): Promise<Fault[]> {
  const { leastAnswerDays, regime } = await timesDue(db, tender.id)
  const limits = regime === 'public' ? (await readLaw(db)).limits : []
  return [
    ...(tender.description.trim() === '' ? [{ field: '/description', message: said.description }] : []),
    ...criteriaFaults(tender.criteria, limitOn(limits, 'environmental-criteria', parisDate(now))),
    ...dateFaults(tender, leastAnswerDays, now),
    ...(await lotFaults(db, tender)),
    ...(await accessFaults(db, tender)),
    ...(await keyFaults(db, tender.id)),
  ]
}
