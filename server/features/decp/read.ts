import type { DB } from '@maillage/db/tables/database.ts'
import type { ProcedureKind } from '@maillage/db/law/schema.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import type { DecpProcedure, Grouping } from './codes.ts'
import { monthsBetween } from './marche.ts'
import type { Known } from './schemas.ts'

const ofProcedure: Partial<Record<ProcedureKind, DecpProcedure>> = {
  adapted: 'Procédure adaptée',
  'without-publicity': 'Marché passé sans publicité ni mise en concurrence préalable',
  'imperious-urgency': 'Marché passé sans publicité ni mise en concurrence préalable',
}

/** What is known of how a contract was bought: from its tender here, or from the procedure that its buyer chose. */
async function bought(db: Kysely<DB>, contractId: string) {
  const { rows } = await sql<{
    origin: string
    access: string | null
    negotiation: boolean | null
    procedure: ProcedureKind | null
    offers: number | null
    form: string | null
    isSocial: boolean
    isReserved: boolean
    isEnvironmental: boolean
  }>`
    select contract.origin, tender.access, tender.negotiation, coalesce(tender.procedure, procedure.chosen) as procedure,
      case when tender.id is not null then
        (select count(*) from offer where offer.tender_id = tender.id and offer.state = 'opened') end as offers,
      (select form from lot_award join offer on offer.id = lot_award.offer_id
        join bidder_group on bidder_group.id = offer.group_id
        where lot_award.contract_id = contract.id limit 1) as form,
      coalesce(tender.criteria @> '[{"kind": "social"}]', false) as is_social,
      coalesce((select bool_or(cardinality(reserved_for) > 0) from lot_award
        join tender_lot on tender_lot.tender_id = lot_award.tender_id and tender_lot.number = lot_award.lot
        where lot_award.contract_id = contract.id), false) as is_reserved,
      coalesce(tender.criteria @> '[{"kind": "environment"}]', false)
        or coalesce(external_procedure.criteria @> '[{"environmental": true}]', false) as is_environmental
    from contract
    left join tender on contract.origin = 'tender' and tender.id = contract.origin_id
    left join external_procedure on contract.origin = 'elsewhere' and external_procedure.id = contract.origin_id
    left join procedure on procedure.id = contract.origin_id or procedure.need_id = external_procedure.need_id
    where contract.id = ${contractId}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`contract ${contractId} has gone while it was read`)
  return row
}

function procedureOf({
  procedure,
  access,
  negotiation,
}: Awaited<ReturnType<typeof bought>>): DecpProcedure | null {
  if (procedure === 'formal' && access === 'open')
    return negotiation ? 'Procédure avec négociation' : 'Appel d’offres ouvert'
  return (procedure && ofProcedure[procedure]) ?? null
}

function groupingOf(partners: number, form: string | null): Grouping | null {
  if (partners === 1) return 'Pas de groupement'
  return form === null ? null : form === 'solidaire' ? 'Solidaire' : 'Conjoint'
}

/** What a contract of a public buyer that stands or stood says for its essential data; undefined where it is none. */
export async function readKnown(
  db: Kysely<DB>,
  catalogue: Catalogue,
  contractId: string,
): Promise<Known | undefined> {
  const contract = await db
    .selectFrom('contract')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .selectAll('contract')
    .select('organisation.siren as buyerSiren')
    .where('contract.id', '=', contractId)
    .where('contract.state', 'in', ['in-force', 'completed', 'terminated'])
    .where('organisation.buyerRegime', '=', 'public')
    .executeTakeFirst()
  if (contract === undefined || contract.concludedOn === null) return undefined
  const { concludedOn, starts, ends, totalCents, maximumCents, advanceCents, origin, form } = contract
  const parties = await db
    .selectFrom('contractParty')
    .leftJoin('organisation', 'organisation.id', 'contractParty.firmId')
    .select(['contractParty.id as partyId', 'contractParty.name', 'role', 'holder'])
    .select(eb => [
      eb.fn.coalesce('organisation.siren', 'contractParty.siren').as('siren'),
      eb
        .selectFrom('site')
        // Where it has told of several, nobody here knows which one signed.
        .select(sql<string | null>`case when count(*) = 1 then min(siret) end`.as('siret'))
        .whereRef('site.organisationId', '=', 'contractParty.firmId')
        .where('siret', 'is not', null)
        .as('siret'),
    ])
    .where('contractId', '=', contractId)
    .where('state', '=', 'accepted')
    .orderBy('holder')
    .orderBy('isLead', 'desc')
    .orderBy('position')
    .execute()
  const lines = await db
    .selectFrom('contractLine')
    .select('item')
    .where('contractId', '=', contractId)
    .orderBy('totalCents', 'desc')
    .orderBy('position')
    .execute()
  const options = await db
    .selectFrom('contractOption')
    .select(['totalCents', 'due'])
    .where('contractId', '=', contractId)
    .execute()
  const { last } = await db
    .selectFrom('orderLine')
    .select(line => line.fn.max('due').as('last'))
    .where('contractId', '=', contractId)
    .executeTakeFirstOrThrow()
  const communes = await db
    .selectFrom('contractNeed')
    .innerJoin('need', 'need.id', 'contractNeed.needId')
    .select('need.commune')
    .distinct()
    .where('contractId', '=', contractId)
    .execute()
  const way = await bought(db, contractId)

  const { items } = knownIn(catalogue)
  const holders = parties.filter(({ role }) => role === 'partner')
  const mostPartners = Math.max(
    ...[...Map.groupBy(holders, ({ holder }) => holder).values()].map(all => all.length),
  )
  const cents =
    form === 'framework'
      ? (maximumCents ?? 0)
      : options.reduce((sum, one) => sum + one.totalCents, totalCents)
  const end =
    ends ?? [last, ...options.map(({ due }) => due)].reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a))
  return {
    id: contract.number,
    title: contract.title,
    concludedOn,
    cents,
    months: monthsBetween(starts, end ?? starts),
    isFramework: form === 'framework',
    hasOptions: options.length > 0,
    hasAdvance: advanceCents !== null && advanceCents > 0,
    advance:
      advanceCents === null || advanceCents === 0 || totalCents === 0
        ? null
        : Math.min(1, advanceCents / totalCents),
    hasSubcontractors: parties.some(({ role }) => role === 'subcontractor'),
    // What was accepted or awarded here is known to both at once; elsewhere, a signature is no notification.
    notifiedOn: origin === 'elsewhere' ? null : concludedOn,
    cpv: lines.map(({ item }) => items.get(item)?.cpv ?? null).find(cpv => cpv !== null) ?? null,
    procedure: procedureOf(way),
    grouping: groupingOf(mostPartners, way.form),
    offers: way.offers === null || way.offers === 0 ? null : way.offers,
    commune: communes.length === 1 ? (communes[0]?.commune ?? null) : null,
    social: [
      ...(way.isSocial ? ['Critère social' as const] : []),
      ...(way.isReserved ? ['Marché réservé' as const] : []),
    ],
    environmental: way.isEnvironmental ? ['Critère environnemental'] : [],
    holders: holders.map(({ partyId, name, siren, siret }) => ({
      partyId,
      name,
      siren,
      siret: siret ?? null,
    })),
    buyerSiren: contract.buyerSiren,
  }
}
