import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { siret as siretNumber } from 'stdnum/lib/cjs/fr/index.js'
import { Value } from 'typebox/value'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { recordContract, type Trading } from '../contracts/tell.ts'
import { limitOn, readLaw } from '../procedures/law.ts'
import { marcheOf, missingIn, monthsAfter } from './marche.ts'
import { readKnown } from './read.ts'
import { type Decp, EssentialInput, type EssentialShown, type Known } from './schemas.ts'

const said = {
  siret: {
    fr: 'Ce SIRET n’est pas valable, ou n’est pas celui d’un établissement de cette organisation.',
    en: 'This SIRET is not valid, or is not one of this organisation’s establishments.',
  },
  missing: {
    fr: 'Le contrat ne le dit pas : à renseigner.',
    en: 'The contract does not say it: to be given.',
  },
  stranger: {
    fr: 'Ce n’est pas un titulaire de ce marché.',
    en: 'This is no holder of this contract.',
  },
  shares: {
    fr: 'Ce qui est fabriqué en France l’est dans l’Union : la part de l’Union ne peut pas être moindre.',
    en: 'What is made in France is made in the Union: the share of the Union cannot be less.',
  },
  notified: {
    fr: 'Un marché se notifie le jour de sa signature ou après, et pas dans l’avenir.',
    en: 'A contract is notified on the day it is signed or later, and not in the future.',
  },
} satisfies Record<string, Text>

const isOf = (siret: string, siren: string | null) =>
  siretNumber.validate(siret).isValid && (siren === null || siret.startsWith(siren))

function faultsOf(known: Known, entered: EssentialInput, today: string): Fault[] {
  const { buyerSiret, holders, fromFrance, fromUnion, notifiedOn } = entered
  const holderOf = (partyId: string) => known.holders.find(holder => holder.partyId === partyId)
  return [
    ...(isOf(buyerSiret, known.buyerSiren) ? [] : [{ field: '/content/buyerSiret', message: said.siret }]),
    ...missingIn(known, entered).map(field => ({ field: `/content/${field}`, message: said.missing })),
    ...duplicates(
      holders.map(({ partyId }) => partyId),
      '/content/holders',
      '/partyId',
    ),
    ...holders.flatMap(({ partyId, siret }, at): Fault[] => {
      const holder = holderOf(partyId)
      if (holder === undefined) return [{ field: `/content/holders/${at}/partyId`, message: said.stranger }]
      return isOf(siret, holder.siren) ? [] : [{ field: `/content/holders/${at}/siret`, message: said.siret }]
    }),
    ...(fromFrance !== null && (fromUnion === null || fromUnion < fromFrance)
      ? [{ field: '/content/fromUnion', message: said.shares }]
      : []),
    ...(notifiedOn < known.concludedOn || notifiedOn > today
      ? [{ field: '/content/notifiedOn', message: said.notified }]
      : []),
  ]
}

function enteredIn(content: unknown): EssentialInput {
  if (!Value.Check(EssentialInput, content)) throw new Error('stored essential data are not as expected')
  return content
}

/** The essential data of a contract as its buyer sees them; undefined where it has none to publish. */
export async function readEssential(
  db: Kysely<DB>,
  catalogue: Catalogue,
  contractId: string,
): Promise<EssentialShown | undefined> {
  const known = await readKnown(db, catalogue, contractId)
  if (known === undefined) return undefined
  const stored = await db
    .selectFrom('essentialData')
    .select(['content', 'version', 'publishedOn'])
    .where('contractId', '=', contractId)
    .executeTakeFirst()
  const entered = stored === undefined ? null : enteredIn(stored.content)
  const { limits } = await readLaw(db)
  const threshold = limitOn(limits, 'essential-data-cents', known.concludedOn)
  const months = limitOn(limits, 'essential-data-months', known.concludedOn)
  const notified = entered?.notifiedOn ?? known.notifiedOn ?? known.concludedOn
  return {
    known,
    entered,
    version: stored?.version ?? null,
    publishedOn: stored?.publishedOn ?? null,
    // Where the table of the law has no figure for the day, nothing is said to be due.
    isDue: threshold !== null && months !== null && known.cents >= threshold.value,
    dueOn: monthsAfter(notified, months?.value ?? 0),
  }
}

/** Keeps what a buyer gives, which publishes the essential data of its contract from today on. */
export async function keepEssential(
  trx: Transaction<DB>,
  trading: Trading,
  contractId: string,
  { version, content }: { version: number | null; content: EssentialInput },
): Promise<Refusal | null> {
  const contract = await trx
    .selectFrom('contract')
    .select(['id', 'buyerId', 'number', 'title'])
    .where('id', '=', contractId)
    .forUpdate()
    .executeTakeFirst()
  const current = await readEssential(trx, trading.catalogue, contractId)
  if (contract === undefined || current === undefined) return { refused: 'not-found' }
  if (current.version !== version) return { refused: 'stale-version', current }
  const faults = faultsOf(current.known, content, trading.today)
  if (faults.length > 0) return invalid(faults)
  const row = { content: JSON.stringify(content), writtenBy: trading.actor }
  await trx
    .insertInto('essentialData')
    .values({ contractId, ...row, publishedOn: trading.today })
    .onConflict(conflict =>
      conflict.column('contractId').doUpdateSet(old => ({
        ...row,
        updatedAt: sql<Date>`now()`,
        version: old('essentialData.version', '+', 1),
      })),
    )
    .execute()
  await recordContract(trx, trading, contract, 'essential-data.published', { by: contract.buyerId })
  return null
}

/** The essential data of all contracts that are published, those published first first. */
export async function readDecp(db: Kysely<DB>, catalogue: Catalogue, limit: number): Promise<Decp> {
  const rows = await db
    .selectFrom('essentialData')
    .innerJoin('contract', 'contract.id', 'essentialData.contractId')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .select(['contractId', 'content', 'publishedOn'])
    .where('organisation.status', '!=', 'suspended')
    .orderBy('publishedOn')
    .orderBy('contractId')
    .limit(limit)
    .execute()
  const marche = []
  for (const { contractId, content, publishedOn } of rows) {
    const known = await readKnown(db, catalogue, contractId)
    const one = known && marcheOf(known, enteredIn(content), publishedOn)
    if (one) marche.push(one)
  }
  return { marches: { marche } }
}

/** What a buyer always gives: no contract says it. */
const alwaysAsked = [
  'buyerSiret',
  'ccag',
  'priceForm',
  'priceTypes',
  'innovative',
  'social',
  'environmental',
] as const

interface Incomplete {
  contractId: string
  buyer: string
  number: string
  /** Fields of what a buyer gives. */
  missing: string[]
}

/** Contracts of public buyers that stand or stood and whose essential data are not complete, with what is missing. */
export async function readIncomplete(db: Kysely<DB>, catalogue: Catalogue): Promise<Incomplete[]> {
  const rows = await db
    .selectFrom('contract')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .leftJoin('essentialData', 'essentialData.contractId', 'contract.id')
    .select(['contract.id as contractId', 'organisation.name as buyer', 'contract.number', 'content'])
    .where('contract.state', 'in', ['in-force', 'completed', 'terminated'])
    .where('organisation.buyerRegime', '=', 'public')
    .where('organisation.status', '!=', 'suspended')
    .orderBy('contract.concludedOn')
    .orderBy('contract.id')
    .execute()
  const incomplete: Incomplete[] = []
  for (const { content, ...row } of rows) {
    const known = await readKnown(db, catalogue, row.contractId)
    if (known === undefined) continue
    const missing =
      content === null
        ? [
            ...alwaysAsked,
            ...(['notifiedOn', 'cpv', 'procedure', 'grouping', 'offers', 'commune'] as const).filter(
              field => known[field] === null,
            ),
            ...(known.holders.every(({ siret }) => siret !== null) ? [] : ['holders']),
          ]
        : missingIn(known, enteredIn(content))
    if (missing.length > 0) incomplete.push({ ...row, missing })
  }
  return incomplete
}
