import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { keepDocuments } from '../documents/keep.ts'
import { announceChange } from '../live/announce.ts'
import { lotLines, poolOfNeed } from '../pools/pooled.ts'
import { step } from './life-cycle.ts'
import { linesOf } from './lines.ts'
import { databaseNow, lockTender, readTender, tenderOfNeed } from './queries.ts'
import type { TenderInput } from './schemas.ts'

const said = {
  procedure: {
    fr: 'Choisissez d’abord par quelle procédure ce besoin s’achète.',
    en: 'Choose first by which procedure this need is bought.',
  },
  direct: {
    fr: 'Un marché d’urgence impérieuse se conclut sans offres scellées : suivez le contrat direct.',
    en: 'A purchase under imperious urgency is concluded without sealed offers: follow the direct contract.',
  },
  unpublished: { fr: 'Publiez d’abord ce besoin.', en: 'Publish this need first.' },
  taken: {
    fr: 'Ce besoin est déjà dans une autre consultation.',
    en: 'This need is in another tender already.',
  },
  notYours: {
    fr: 'Ce besoin n’est pas un besoin de votre organisation.',
    en: 'This need is not one of your organisation.',
  },
  otherProcedure: {
    fr: 'Les lots d’une consultation suivent tous la même procédure.',
    en: 'All lots of a tender follow the same procedure.',
  },
  noNegotiation: {
    fr: 'L’appel d’offres se juge sans négociation (L2124-2).',
    en: 'A call for tenders is judged without negotiation (L2124-2).',
  },
  open: {
    fr: 'Cette procédure est ouverte à toutes les entreprises.',
    en: 'This procedure is open to every firm.',
  },
  sampleDue: {
    fr: 'Dites pour quel jour les échantillons sont attendus.',
    en: 'Say by what day samples are expected.',
  },
  noSampleDue: {
    fr: 'Sans échantillon, il n’y a pas de date à fixer.',
    en: 'Without samples, there is no day to set.',
  },
  noSampleForm: {
    fr: 'Sans échantillon, il n’y a rien à essayer.',
    en: 'Without samples, there is nothing to try.',
  },
} satisfies Record<string, Text>

/** What of a need makes a lot of it; or why it cannot be one. */
async function lotOf(trx: Transaction<DB>, needId: string, organisationId: string, tenderId: string | null) {
  const need = await trx
    .selectFrom('need')
    .leftJoin('procedure', 'procedure.needId', 'need.id')
    .select(['need.id', 'need.state', 'need.revision', 'need.item', 'need.family', 'need.packaging'])
    .select(['need.commune', 'need.reservedFor', 'need.quantity', 'procedure.chosen', 'procedure.regime'])
    .where('need.id', '=', needId)
    .where('need.organisationId', '=', organisationId)
    .forNoKeyUpdate('need')
    .executeTakeFirst()
  if (need === undefined) return { because: said.notYours }
  const whole = await poolOfNeed(trx, needId)
  if (need.state !== 'published') return { because: said.unpublished }
  const { chosen } = need
  if (chosen === null) return { because: said.procedure }
  if (chosen === 'imperious-urgency') return { because: said.direct }
  const other = await tenderOfNeed(trx, needId)
  if (other !== null && other !== tenderId) return { because: said.taken }
  const of = (table: 'needSize' | 'needTranche') => trx.selectFrom(table).where('needId', '=', needId)
  const sizes = await of('needSize').select(['size', 'quantity']).orderBy('position').execute()
  const tranches = await of('needTranche').select(['due', 'quantity']).orderBy('due').execute()
  const norms = await trx
    .selectFrom('needNorm')
    .select('norm')
    .where('needId', '=', needId)
    .orderBy('position')
    .execute()
  return {
    procedure: chosen,
    regime: need.regime,
    reservedFor: need.reservedFor,
    row: {
      needId,
      needRevision: need.revision,
      item: need.item,
      family: need.family,
      // Of a pool each member's sizes stand on its own days.
      lines: JSON.stringify(whole === null ? linesOf(sizes, tranches) : lotLines(whole)),
      packaging: need.packaging,
      norms: norms.map(({ norm }) => norm),
      commune: need.commune,
    },
  }
}

/** Makes the draft of a tender of one published need, whose procedure is chosen. Returns its id. */
export async function draftTender(
  trx: Transaction<DB>,
  { needId, actor, title }: { needId: string; actor: string; title: string },
): Promise<string | Refusal> {
  const need = await trx
    .selectFrom('need')
    .select('organisationId')
    .where('id', '=', needId)
    .executeTakeFirst()
  if (need === undefined) return { refused: 'not-found' }
  const lot = await lotOf(trx, needId, need.organisationId, null)
  if ('because' in lot) return invalid([{ field: '/need', message: lot.because }])
  const id = newId()
  const { procedure, row, reservedFor } = lot
  const isOpen = procedure === 'adapted' || procedure === 'formal'
  await trx
    .insertInto('tender')
    .values({
      id,
      organisationId: need.organisationId,
      title,
      procedure,
      access: isOpen ? 'open' : 'invited',
      criteria: '[]',
      createdBy: actor,
    })
    .execute()
  await trx
    .insertInto('tenderLot')
    .values({ tenderId: id, number: 1, title, reservedFor, ...row })
    .execute()
  await announceChange(trx, { organisationId: need.organisationId, subject: 'tender', id })
  return id
}

function sampleFaults({ lots }: TenderInput): Fault[] {
  return lots.flatMap(({ sampleCount, sampleDue, sampleQuestions = [] }, at) => {
    if (sampleCount === 0 && sampleQuestions.length > 0)
      return [{ field: `/lots/${at}/sampleQuestions`, message: said.noSampleForm }]
    if (sampleCount > 0 === (sampleDue !== null)) return []
    return [{ field: `/lots/${at}/sampleDue`, message: sampleCount > 0 ? said.sampleDue : said.noSampleDue }]
  })
}

/** Stores a draft as it is sent; what is still missing is no fault before it is published. */
export async function changeDraft(
  trx: Transaction<DB>,
  tenderId: string,
  personId: string,
  { version, lots, documents = [], criteria, conditions, questionsUntil, deadline, ...written }: TenderInput,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if ('because' in step(tender, 'change', await databaseNow(trx))) return { refused: 'wrong-state' }
  if (tender.version !== version)
    return { refused: 'stale-version', current: await readTender(trx, tenderId, 'own', personId) }
  const found = await lotsOf(trx, tender.organisationId, tenderId, lots)
  const faults: Fault[] = [
    ...duplicates(
      lots.map(({ needId }) => needId),
      '/lots',
      '/needId',
    ),
    ...sampleFaults({ version, lots, criteria, questionsUntil, deadline, ...written }),
    ...(isRefusal(found) ? (found.fields ?? []) : []),
  ]
  const [procedure] = isRefusal(found) ? [] : found.map(lot => lot.procedure)
  if (!isRefusal(found) && found.some(lot => lot.procedure !== procedure))
    faults.push({ field: '/lots', message: said.otherProcedure })
  if (written.access === 'invited' && (procedure === 'adapted' || procedure === 'formal'))
    faults.push({ field: '/access', message: said.open })
  if (written.negotiation && procedure === 'formal')
    faults.push({ field: '/negotiation', message: said.noNegotiation })
  if (isRefusal(found) || procedure === undefined || faults.length > 0) return invalid(faults)
  const { organisationId } = tender
  const subject = { kind: 'tender', id: tenderId }
  const notKept = await keepDocuments(trx, { organisationId, ids: documents, subject })
  if (notKept) return notKept
  await trx
    .updateTable('tender')
    .set(old => ({
      ...written,
      procedure,
      criteria: JSON.stringify(criteria),
      ...(conditions && { conditions: JSON.stringify(conditions) }),
      questionsUntil: questionsUntil === null ? null : new Date(questionsUntil),
      deadline: deadline === null ? null : new Date(deadline),
      version: old('version', '+', 1),
      updatedAt: sql<Date>`now()`,
    }))
    .where('id', '=', tenderId)
    .execute()
  await trx.deleteFrom('tenderLot').where('tenderId', '=', tenderId).execute()
  await trx
    .insertInto('tenderLot')
    .values(found.map(({ row }, at) => ({ tenderId, number: at + 1, ...row })))
    .execute()
  await announceChange(trx, { organisationId: tender.organisationId, subject: 'tender', id: tenderId })
  return null
}

async function lotsOf(
  trx: Transaction<DB>,
  organisationId: string,
  tenderId: string,
  lots: TenderInput['lots'],
) {
  const faults: Fault[] = []
  const found = []
  for (const [at, { needId, ...written }] of lots.entries()) {
    const lot = await lotOf(trx, needId, organisationId, tenderId)
    if ('because' in lot) faults.push({ field: `/lots/${at}/needId`, message: lot.because })
    else found.push({ procedure: lot.procedure, row: { ...lot.row, ...written } })
  }
  return faults.length > 0 ? invalid(faults) : found
}

/** Throws a draft away; nothing was ever said of it. */
export async function dropDraft(trx: Transaction<DB>, tenderId: string): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if (tender.state !== 'draft') return { refused: 'wrong-state' }
  await trx.deleteFrom('tender').where('id', '=', tenderId).execute()
  await trx
    .updateTable('document')
    .set({ removedAt: sql<Date>`now()` })
    .where('subjectKind', '=', 'tender')
    .where('subjectId', '=', tenderId)
    .execute()
  await announceChange(trx, { organisationId: tender.organisationId, subject: 'tender', id: tenderId })
  return null
}
